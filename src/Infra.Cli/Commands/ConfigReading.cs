using System.Text.Json.Nodes;
using Infra.Cli.Json;
using Infra.Cli.Stacks;
using Infra.Engine.Workspace;

namespace Infra.Cli.Commands;

/// <summary>Configuration values for people.</summary>
internal static class ConfigReading
{
    public static bool HasSecret(JsonNode? value) => new ConfigEntry("", value, "").IsSecret;

    /// <summary>The value with its secrets decrypted; without secrets no passphrase is needed.</summary>
    public static async Task<JsonNode?> RevealAsync(ProjectStacks stacks, string name, StackSettings settings, JsonNode? value)
    {
        if (!HasSecret(value))
        {
            return value?.DeepClone();
        }

        var crypter = await stacks.Secrets(name, settings).OpenAsync(CancellationToken.None);
        return Reveal(value, crypter.Decrypt);
    }

    public static string Text(JsonNode? value) => value switch
    {
        null => "",
        JsonValue plain when plain.TryGetValue<string>(out var text) => text,
        _ => JsonText.Line(value),
    };

    /// <summary>Pulumi's form: value as text, and as an object where it is one.</summary>
    public static JsonObject Node(JsonNode? value, bool secret)
    {
        var node = new JsonObject { ["value"] = Text(value) };
        if (value is JsonObject or JsonArray)
        {
            node["objectValue"] = value.DeepClone();
        }

        node["secret"] = secret;
        return node;
    }

    public static JsonNode? Reveal(JsonNode? value, Func<string, string> decrypt) => value switch
    {
        JsonObject { Count: 1 } map when map["secure"] is JsonValue text && text.TryGetValue<string>(out var cipher) => JsonValue.Create(decrypt(cipher)),
        JsonObject map => new JsonObject(map.Select(member => KeyValuePair.Create(member.Key, Reveal(member.Value, decrypt)))),
        JsonArray list => new JsonArray([.. list.Select(item => Reveal(item, decrypt))]),
        _ => value?.DeepClone(),
    };
}
