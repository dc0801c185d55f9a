using System.Text.Json.Nodes;
using Infra.Cli.Display;
using Infra.Protocol.Properties;

namespace Infra.Cli.Json;

/// <summary>Property values as plain JSON for people's scripts: secrets as "[secret]".</summary>
internal static class ValueJson
{
    /// <summary>What Pulumi writes for a value that is known only after the change.</summary>
    public const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    public static JsonObject Map(PropertyMap map) =>
        new(map.Select(pair => KeyValuePair.Create(pair.Key, Value(pair.Value))));

    public static JsonNode? Value(PropertyValue value, bool showSecrets = false) => (showSecrets ? Secrets.Reveal(value) : value) switch
    {
        SecretValue or OutputValue { Secret: true } => "[secret]",
        OutputValue { Value: { } inner } => Value(inner),
        UnknownValue or OutputValue => Unknown,
        BoolValue flag => flag.Value,
        NumberValue number => Number(number.Value),
        StringValue text => text.Value,
        ArrayValue list => new JsonArray([.. list.Items.Select(item => Value(item))]),
        ObjectValue map => Map(map.Properties),
        NullValue => null,
        var other => PropertyText.Render(other),
    };

    private static JsonNode Number(double value) =>
        value == Math.Truncate(value) && Math.Abs(value) < 1e15 ? JsonValue.Create((long)value)
        : double.IsFinite(value) ? JsonValue.Create(value)
        : JsonValue.Create(value.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
