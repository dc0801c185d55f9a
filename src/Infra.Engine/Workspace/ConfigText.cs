using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.Engine.Workspace;

/// <summary>Configuration values as the text that programs get: scalars plain, arrays and objects as compact JSON.</summary>
internal static class ConfigText
{
    private static readonly JsonSerializerOptions _compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(JsonNode? value) => value switch
    {
        null => "",
        JsonValue v when v.TryGetValue<string>(out var text) => text,
        _ => value.ToJsonString(_compact),
    };

    /// <summary>True for {secure: ciphertext}.</summary>
    public static bool IsSecure(JsonNode? value, out string ciphertext)
    {
        ciphertext = "";
        return value is JsonObject { Count: 1 } map && map["secure"] is JsonValue text && text.TryGetValue(out ciphertext!);
    }

    public static bool ContainsSecure(JsonNode? value) => value switch
    {
        _ when IsSecure(value, out _) => true,
        JsonObject map => map.Any(m => ContainsSecure(m.Value)),
        JsonArray list => list.Any(ContainsSecure),
        _ => false,
    };

    /// <summary>The value with every {secure: …} replaced by what it hides.</summary>
    public static JsonNode? Reveal(JsonNode? value, Func<string, string> decrypt) =>
        IsSecure(value, out var ciphertext) ? JsonValue.Create(decrypt(ciphertext))
        : value switch
        {
            JsonObject map => new JsonObject(map.Select(m => KeyValuePair.Create(m.Key, Reveal(m.Value, decrypt)))),
            JsonArray list => new JsonArray([.. list.Select(i => Reveal(i, decrypt))]),
            _ => value?.DeepClone(),
        };
}
