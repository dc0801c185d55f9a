using System.Text.Json;
using Infra.Protocol.Properties;

namespace Infra.Cli.Display;

/// <summary>Texts that are JSON, such as policies, as values: so that what differs in them can be named.</summary>
internal static class JsonProperties
{
    private const int MaximumLength = 1_000_000;

    /// <summary>Null unless it is a JSON object or list.</summary>
    public static PropertyValue? Parse(string text)
    {
        if (text.Length > MaximumLength || text.AsSpan().TrimStart() is not ['{' or '[', ..])
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return Value(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static PropertyValue Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new ObjectValue(PropertyMap.From(element.EnumerateObject().DistinctBy(member => member.Name, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Name, Value(member.Value))))),
        JsonValueKind.Array => PropertyValue.Array(element.EnumerateArray().Select(Value)),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.True or JsonValueKind.False => element.GetBoolean(),
        _ => PropertyValue.Null,
    };
}
