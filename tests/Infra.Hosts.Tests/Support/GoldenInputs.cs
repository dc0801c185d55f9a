using System.Text;
using Infra.Protocol.Properties;

namespace Infra.Hosts.Tests.Support;

/// <summary>A resource's inputs, a line each, nested ones indented.</summary>
internal static class GoldenInputs
{
    private const int Indent = 4;

    public static string Of(Registered resource)
    {
        var text = new StringBuilder();
        Append(text, WireValues.Of(resource.Inputs), Indent);
        return text.ToString();
    }

    private static void Append(StringBuilder text, PropertyMap map, int indent)
    {
        foreach (var (name, value) in map.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            Append(text, name, value.Unwrap(), indent);
        }
    }

    private static void Append(StringBuilder text, string name, PropertyValue value, int indent)
    {
        var begin = new string(' ', indent) + name;
        switch (value)
        {
            case ObjectValue nested:
                text.Append(begin).Append('\n');
                Append(text, nested.Properties, indent + Indent);
                break;
            case ArrayValue { Items.Length: > 0 } list:
                foreach (var item in list.Items)
                {
                    Append(text, name + "[]", item.Unwrap(), indent);
                }

                break;
            default:
                text.Append(begin).Append(": ").Append(value).Append('\n');
                break;
        }
    }
}
