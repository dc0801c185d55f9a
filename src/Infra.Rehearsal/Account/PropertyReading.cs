using System.Collections.Immutable;
using System.Globalization;
using Infra.Protocol.Properties;

namespace Infra.Rehearsal.Account;

/// <summary>Reads checked inputs: what is absent or not known yet reads as nothing.</summary>
internal static class PropertyReading
{
    /// <summary>A text, or a number as text; "" if there is none.</summary>
    public static string Text(this PropertyMap map, string name) => map.Find(name) is { } value ? Text(value) : "";

    public static int? Number(this PropertyMap map, string name) =>
        int.TryParse(map.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static bool Flag(this PropertyMap map, string name) => map.Text(name) == "true";

    /// <summary>A list of texts or numbers, as texts; empty if there is none.</summary>
    public static ImmutableArray<string> List(this PropertyMap map, string name) =>
        map.Find(name) is ArrayValue list ? [.. list.Items.Select(item => Text(item.Unwrap())).Where(text => text.Length > 0)] : [];

    /// <summary>A list of objects; empty if there is none.</summary>
    public static ImmutableArray<PropertyMap> Objects(this PropertyMap map, string name) =>
        map.Find(name) is ArrayValue list ? [.. list.Items.Select(item => item.Unwrap()).OfType<ObjectValue>().Select(item => item.Properties)] : [];

    public static PropertyMap? Object(this PropertyMap map, string name) => map.Find(name) is ObjectValue value ? value.Properties : null;

    /// <summary>True while it or a part of it is not known yet.</summary>
    public static bool IsUnknown(this PropertyMap map, string name) => map.TryGetValue(name, out var value) && value.ContainsUnknowns;

    private static string Text(PropertyValue value) => value switch
    {
        StringValue text => text.Value,
        NumberValue number => number.Value.ToString("R", CultureInfo.InvariantCulture),
        BoolValue flag => flag.Value ? "true" : "false",
        _ => "",
    };
}
