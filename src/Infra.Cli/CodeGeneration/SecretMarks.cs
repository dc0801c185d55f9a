using System.Text.Json;
using Infra.Cli.Stacks;
using Infra.Protocol.Properties;

namespace Infra.Cli.CodeGeneration;

/// <summary>Marks as secret what the schema says is one, and what looks like one: a provider does not always say so when it reads.</summary>
internal static class SecretMarks
{
    /// <param name="map">Inputs of a resource, or of an object in them.</param>
    /// <param name="properties">What the schema says of them; undefined if it says nothing.</param>
    /// <param name="schema">Null if there is none.</param>
    public static PropertyMap Mark(PropertyMap map, JsonElement properties, PackageSchema? schema) => PropertyMap.From(map.Select(pair =>
    {
        var property = PackageSchema.Member(properties, pair.Key);
        var isSecret = PackageSchema.Member(property, "secret").ValueKind == JsonValueKind.True || (pair.Value is StringValue text && ConfigValue.LooksLikeSecret(pair.Key, text.Value));
        return KeyValuePair.Create(pair.Key, isSecret ? pair.Value.AsSecret() : Inside(pair.Value, property, schema));
    }));

    private static PropertyValue Inside(PropertyValue value, JsonElement type, PackageSchema? schema) => value switch
    {
        ObjectValue map when PackageSchema.Member(type, "additionalProperties") is { ValueKind: JsonValueKind.Object } each =>
            new ObjectValue(PropertyMap.From(map.Properties.Select(pair => KeyValuePair.Create(pair.Key, Inside(pair.Value, each, schema))))),
        ObjectValue map => new ObjectValue(Mark(map.Properties, schema is null ? default : PackageSchema.Member(schema.Type(TypedValues.Token(type)), "properties"), schema)),
        ArrayValue list => PropertyValue.Array(list.Items.Select(item => Inside(item, PackageSchema.Member(type, "items"), schema))),
        _ => value,
    };
}
