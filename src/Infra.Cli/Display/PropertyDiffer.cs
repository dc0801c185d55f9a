using Infra.Protocol.Properties;

namespace Infra.Cli.Display;

/// <summary>Finds what differs between two maps, down to single elements, in the order of their names.</summary>
internal static class PropertyDiffer
{
    public static IEnumerable<PropertyChange> Compare(PropertyMap old, PropertyMap @new) => Objects("", old, @new);

    private static IEnumerable<PropertyChange> Objects(string path, PropertyMap old, PropertyMap @new) =>
        old.Keys.Union(@new.Keys).Order(StringComparer.Ordinal)
            .Where(key => !key.StartsWith("__", StringComparison.Ordinal))
            .SelectMany(key => Values(Join(path, key), old.GetValueOrDefault(key), @new.GetValueOrDefault(key)));

    private static IEnumerable<PropertyChange> Values(string path, PropertyValue? old, PropertyValue? @new) => (old, @new) switch
    {
        _ when Equals(old, @new) => [],
        (ObjectValue a, ObjectValue b) => Objects(path, a.Properties, b.Properties),
        (ArrayValue a, ArrayValue b) when a.Items.Concat(b.Items).All(IsScalar) => Scalars(path, a, b),
        (ArrayValue a, ArrayValue b) => Elements(path, a, b),
        _ => [new PropertyChange(path, old, @new)],
    };

    private static IEnumerable<PropertyChange> Scalars(string path, ArrayValue old, ArrayValue @new)
    {
        var gone = old.Items.Except(@new.Items).Select(item => new PropertyChange($"{path}[{Label(item)}]", item, null));
        var come = @new.Items.Except(old.Items).Select(item => new PropertyChange($"{path}[{Label(item)}]", null, item));
        var changes = gone.Concat(come).ToList();
        return changes.Count > 0 ? changes : [new PropertyChange(path, old, @new)];
    }

    private static IEnumerable<PropertyChange> Elements(string path, ArrayValue old, ArrayValue @new) =>
        Enumerable.Range(0, Math.Max(old.Items.Length, @new.Items.Length)).SelectMany(i =>
            Values($"{path}[{i}]", i < old.Items.Length ? old.Items[i] : null, i < @new.Items.Length ? @new.Items[i] : null));

    private static bool IsScalar(PropertyValue value) => value is StringValue or NumberValue or BoolValue;

    private static string Label(PropertyValue value) => value is StringValue text ? text.Value : value.ToString();

    private static string Join(string path, string key) =>
        key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')
            ? path.Length == 0 ? key : $"{path}.{key}"
            : $"{path}[\"{key}\"]";
}
