using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Infra.Protocol.Properties;

/// <summary>Renders values for people and logs: JSON-like, secrets as [secret], unknowns as (known after apply).</summary>
public static class PropertyText
{
    private static readonly JsonSerializerOptions _relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Render(PropertyValue value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    private static void Append(StringBuilder text, PropertyValue value)
    {
        switch (value)
        {
            case NullValue:
                text.Append("null");
                break;
            case UnknownValue:
                text.Append("(known after apply)");
                break;
            case SecretValue:
                text.Append("[secret]");
                break;
            case OutputValue { Secret: true }:
                text.Append("[secret]");
                break;
            case OutputValue output:
                Append(text, output.Value ?? PropertyValue.Unknown);
                break;
            case BoolValue flag:
                text.Append(flag.Value ? "true" : "false");
                break;
            case NumberValue number:
                text.Append(number.Value.ToString("R", CultureInfo.InvariantCulture));
                break;
            case StringValue plain:
                text.Append(JsonSerializer.Serialize(plain.Value, _relaxed));
                break;
            case ArrayValue array:
                AppendAll(text, '[', array.Items, (t, item) => Append(t, item), ']');
                break;
            case ObjectValue map:
                AppendAll(text, '{', map.Properties, (t, pair) => Append(t.Append(pair.Key).Append(": "), pair.Value), '}');
                break;
            case ResourceReferenceValue reference:
                text.Append("reference(").Append(reference.Urn).Append(')');
                break;
            case AssetValue asset:
                text.Append("asset(").Append(asset.Path ?? asset.Uri ?? "text").Append(')');
                break;
            case ArchiveValue archive:
                text.Append("archive(").Append(archive.Path ?? archive.Uri ?? "assets").Append(')');
                break;
        }
    }

    private static void AppendAll<T>(StringBuilder text, char open, IEnumerable<T> items, Action<StringBuilder, T> append, char close)
    {
        text.Append(open);
        var first = true;
        foreach (var item in items)
        {
            if (!first)
            {
                text.Append(", ");
            }

            first = false;
            append(text, item);
        }

        text.Append(close);
    }
}
