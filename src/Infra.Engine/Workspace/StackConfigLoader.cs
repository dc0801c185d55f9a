using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Infra.Engine.Diagnostics;
using Infra.Engine.Secrets;

namespace Infra.Engine.Workspace;

/// <summary>Checks a stack's configuration against the project's declarations and decrypts it for the program.</summary>
public static class StackConfigLoader
{
    /// <exception cref="InfraException">INF1004: a key nobody declared. INF1005: a value of the wrong type. INF1006: a value that is missing.</exception>
    public static async Task<StackConfig> LoadAsync(
        Project project, string stack, StackSettings settings, ISecretsManager secrets, CancellationToken cancellationToken)
    {
        var entries = settings.Entries;
        var crypter = entries.Any(e => e.IsSecret) ? await secrets.OpenAsync(cancellationToken) : null;
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var secretKeys = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var (key, declaration) in project.Config)
        {
            if (declaration.Default is { } value)
            {
                values[key] = value;
            }
        }

        var problems = new List<(string Code, string Place, string Text)>();
        foreach (var entry in entries)
        {
            Check(project, entry, problems);
            values[entry.Key] = ConfigText.Of(entry.IsSecret ? ConfigText.Reveal(entry.Value, crypter!.Decrypt) : entry.Value);
            if (entry.IsSecret)
            {
                secretKeys.Add(entry.Key);
            }
        }

        foreach (var (key, declaration) in project.Config)
        {
            if (declaration is { Type.Length: > 0, Default: null } && !values.ContainsKey(key))
            {
                problems.Add((DiagnosticCodes.ConfigMissing, settings.File, $"Stack '{stack}' is missing configuration value '{Short(project, key)}'. Set it with\n    infra config set {Short(project, key)} <value>"));
            }
        }

        return problems.Count == 0 ? new StackConfig(values.ToImmutable(), secretKeys.ToImmutable()) : throw Report(problems);
    }

    private static void Check(Project project, ConfigEntry entry, List<(string Code, string Place, string Text)> problems)
    {
        if (project.Config.TryGetValue(entry.Key, out var declaration))
        {
            if (!entry.IsSecret && !Fits(declaration.Type, entry.Value))
            {
                problems.Add((DiagnosticCodes.ConfigWrongType, entry.Place, $"'{entry.Key}' should be of type {declaration.Type}, not {ConfigText.Of(entry.Value)}."));
            }
        }
        else if (!project.Config.IsEmpty && entry.Key.StartsWith(project.Name + ":", StringComparison.Ordinal))
        {
            problems.Add((DiagnosticCodes.ConfigUnknownKey, entry.Place, $"'{entry.Key}' is not a key of this project.{DidYouMean.Hint(entry.Key, project.Config.Keys)}"));
        }
    }

    private static bool Fits(string type, JsonNode? value)
    {
        var text = ConfigText.Of(value);
        return type switch
        {
            "integer" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            "number" => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
            "boolean" => text is "true" or "false",
            "array" => value is JsonArray,
            "object" => value is JsonObject,
            "string" => value is not (JsonArray or JsonObject),
            _ => true,
        };
    }

    private static string Short(Project project, string key) => key.StartsWith(project.Name + ":", StringComparison.Ordinal) ? key[(project.Name.Length + 1)..] : key;

    private static InfraException Report(List<(string Code, string Place, string Text)> problems)
    {
        var detail = new StringBuilder();
        foreach (var (_, place, text) in problems)
        {
            detail.Append(detail.Length == 0 ? "" : "\n").Append(problems.Count == 1 ? "" : place + ": ").Append(text);
        }

        return new InfraException(
            problems[0].Code, problems.Count == 1 ? "The stack's configuration cannot be used" : $"The stack's configuration cannot be used: {problems.Count} problems",
            detail.ToString(), place: problems[0].Place, exitCode: ExitCodes.Configuration);
    }
}
