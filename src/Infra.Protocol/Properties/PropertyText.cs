using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace Infra.Protocol.Properties;

/// <summary>Renders values for people and logs: JSON-like, secrets as [secret], unknowns as (known after apply).</summary>
public static class PropertyText
{
    public static string Render(PropertyValue value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    /// <summary>A text as JSON has it, with nothing escaped that need not be.</summary>
    public static string Quote(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

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
                text.Append(Quote(plain.Value));
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
