using System.Text.Json;
using System.Text.Json.Nodes;

namespace Conformance.Tests.Recording;

/// <summary>What may differ between the two SDKs within values, each with its reason.</summary>
internal static class NormalisedValues
{
    private const string SignatureKey = "4dabf18193072939515e22adb298388d";
    private const string Secret = "1b47061264138c4ac30d75fd1eb44270";
    private const string Reference = "5cf8f73096256a8f31e491e813e4eb8e";
    private const string Output = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
    private const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    /// <summary>Lists that are sets: the Node SDK keeps the order of insertion, the .NET SDK has none.</summary>
    private static readonly string[] _sets = ["dependencies", "urns", "replaceWith"];

    /// <summary>By these properties the Node SDK knows its own assets; it sends them since they are enumerable, and engines ignore them.</summary>
    private static readonly string[] _marks = ["__pulumiAsset", "__pulumiArchive"];

    /// <param name="node">Any part of a request.</param>
    /// <param name="withoutSecrets">
    /// For arguments of functions: the Node SDK opens secrets and makes the result secret itself, the .NET SDK sends them as
    /// they are.
    /// </param>
    public static JsonNode Of(JsonNode node, bool withoutSecrets) => node switch
    {
        JsonObject map when Signature(map) == Secret && withoutSecrets => Of(map["value"]!, withoutSecrets),
        // A known, open output without dependencies means its value: only the .NET SDK sends it so.
        JsonObject { Count: 2 } map when Signature(map) == Output && map["value"] is { } value => Of(value, withoutSecrets),
        JsonObject map => new JsonObject(map
            .Where(p => !_marks.Contains(p.Key))
            .Select(p => KeyValuePair.Create(p.Key, p.Value is null ? null : Property(map, p.Key, p.Value, withoutSecrets)))),
        JsonArray items => new JsonArray([.. items.Select(item => item is null ? null : Of(item, withoutSecrets))]),
        _ => node.DeepClone(),
    };

    private static JsonNode Property(JsonObject owner, string name, JsonNode value, bool withoutSecrets)
    {
        // An id that is not known yet: the Node SDK sends the mark of unknown values, the .NET SDK nothing.
        if (name == "id" && Signature(owner) == Reference && Text(value) == Unknown)
        {
            return JsonValue.Create("");
        }

        return _sets.Contains(name) && value is JsonArray items && items.All(item => item is not null && Text(item) is not null)
            ? new JsonArray([.. items.Select(item => Text(item!)).Order(StringComparer.Ordinal).Select(text => JsonValue.Create(text))])
            : Of(value, withoutSecrets);
    }

    private static string? Signature(JsonObject map) => map.TryGetPropertyValue(SignatureKey, out var signature) && signature is not null ? Text(signature) : null;

    private static string? Text(JsonNode node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
