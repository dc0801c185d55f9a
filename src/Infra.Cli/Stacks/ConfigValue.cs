using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Engine.Diagnostics;
using Infra.Engine.Workspace;

namespace Infra.Cli.Stacks;

/// <summary>What becomes of the text a person gives for a configuration key.</summary>
internal static partial class ConfigValue
{
    /// <summary>Refuses a key of the project that it does not declare, where it declares any.</summary>
    public static void CheckKey(Project project, string key)
    {
        if (!project.Config.IsEmpty && key.StartsWith(project.Name + ":", StringComparison.Ordinal) && !project.Config.ContainsKey(key))
        {
            throw new InfraException(
                DiagnosticCodes.ConfigUnknownKey, "The project has no such configuration key",
                $"'{key}' is not declared in {Path.GetFileName(project.File)}.{DidYouMean.Hint(key, project.Config.Keys)}",
                $"Its keys are:\n{string.Join('\n', project.Config.Keys.Select(known => "    " + Short(project, known)))}", project.File, ExitCodes.Configuration);
        }
    }

    /// <summary>The text as the type that is asked for, or else declared; a string by default.</summary>
    public static JsonNode Parse(string key, string text, string type) => type switch
    {
        "integer" or "int" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? JsonValue.Create(whole) : throw Wrong(key, text, "a whole number"),
        "number" or "float" => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : throw Wrong(key, text, "a number"),
        "boolean" or "bool" => text switch { "true" => JsonValue.Create(true), "false" => JsonValue.Create(false), _ => throw Wrong(key, text, "true or false") },
        "array" => ParseJson(text) is JsonArray list ? list : throw Wrong(key, text, "a list, written as JSON"),
        "object" => ParseJson(text) is JsonObject map ? map : throw Wrong(key, text, "an object, written as JSON"),
        _ => JsonValue.Create(text),
    };

    /// <summary>Pulumi's rule for a leaf of --path: true, false and whole numbers without leading zeros are no strings.</summary>
    public static JsonNode ParseLeaf(string text) =>
        text is "true" or "false" ? JsonValue.Create(text == "true")
        : WholeNumber().IsMatch(text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
        : JsonValue.Create(text);

    /// <summary>By its name or its form; wrong at times, so that --plaintext overrules it.</summary>
    public static bool LooksLikeSecret(string key, string text) =>
        text.Length > 0 && ((SecretName().IsMatch(key) && !text.Contains('/', StringComparison.Ordinal)) || SecretForm().IsMatch(text));

    public static string Short(Project project, string key) =>
        key.StartsWith(project.Name + ":", StringComparison.Ordinal) ? key[(project.Name.Length + 1)..] : key;

    private static JsonNode? ParseJson(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static InfraException Wrong(string key, string text, string wanted) => new(
        DiagnosticCodes.ConfigWrongType, "The configuration value has the wrong type", $"'{key}' should be {wanted}, not '{text}'.", exitCode: ExitCodes.Configuration);

    [GeneratedRegex("^-?(0|[1-9][0-9]*)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex WholeNumber();

    [GeneratedRegex("(password|passwd|passphrase|secret|token|api_?key|private_?key|credential)s?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SecretName();

    [GeneratedRegex("-----BEGIN [A-Z ]*PRIVATE KEY-----|^AKIA[0-9A-Z]{16}$|^gh[pousr]_[A-Za-z0-9]{20,}|^dop_v1_[0-9a-f]{32,}|^xox[abprs]-", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SecretForm();
}
