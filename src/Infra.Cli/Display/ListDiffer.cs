using System.Globalization;
using Infra.Protocol.Properties;

namespace Infra.Cli.Display;

/// <summary>
/// Compares lists: plain values by themselves, objects by what names them where something does, everything else by position
/// between the elements that are the same at both ends.
/// </summary>
internal static class ListDiffer
{
    private static readonly string[] _identities = ["id", "name", "key", "urn", "arn", "path", "title", "username", "user", "host", "hostname", "domain"];

    public static IEnumerable<PropertyChange> Compare(string path, ArrayValue old, ArrayValue @new) =>
        old.Items.Concat(@new.Items).All(IsScalar) ? Scalars(path, old, @new)
        : Array.Find(_identities, name => Identifies(name, old) && Identifies(name, @new)) is { } identity ? Named(path, identity, old, @new)
        : Positions(path, old, @new);

    private static IEnumerable<PropertyChange> Scalars(string path, ArrayValue old, ArrayValue @new)
    {
        var gone = Without(old, @new).Select(item => new PropertyChange($"{path}[{Label(item)}]", item, null));
        var come = Without(@new, old).Select(item => new PropertyChange($"{path}[{Label(item)}]", null, item));
        var changes = gone.Concat(come).ToList();
        return changes.Count > 0 ? changes : [new PropertyChange(path, old, @new)];
    }

    /// <summary>What is left of a list when each element of the other has taken one of its own kind away.</summary>
    private static List<PropertyValue> Without(ArrayValue list, ArrayValue other)
    {
        var left = other.Items.CountBy(item => item).ToDictionary(pair => pair.Key, pair => pair.Value);
        return [.. list.Items.Where(item =>
        {
            var count = left.GetValueOrDefault(item);
            left[item] = count - 1;
            return count <= 0;
        })];
    }

    private static IEnumerable<PropertyChange> Named(string path, string identity, ArrayValue old, ArrayValue @new)
    {
        var before = old.Items.ToDictionary(item => Identity(item, identity)!);
        var after = @new.Items.ToDictionary(item => Identity(item, identity)!);
        var changes = before.Keys.Union(after.Keys)
            .SelectMany(name => PropertyDiffer.Values($"{path}[{identity}={Label(name)}]", before.GetValueOrDefault(name), after.GetValueOrDefault(name))).ToList();
        return changes.Count > 0 ? changes : [new PropertyChange(path, PropertyValue.Array(before.Keys), PropertyValue.Array(after.Keys))];
    }

    private static IEnumerable<PropertyChange> Positions(string path, ArrayValue old, ArrayValue @new)
    {
        var (a, b) = (old.Items, @new.Items);
        var shorter = Math.Min(a.Length, b.Length);
        var head = Enumerable.Range(0, shorter).TakeWhile(i => a[i].Equals(b[i])).Count();
        var tail = Enumerable.Range(1, shorter - head).TakeWhile(i => a[^i].Equals(b[^i])).Count();
        return Enumerable.Range(head, Math.Max(a.Length, b.Length) - tail - head).SelectMany(i => PropertyDiffer.Values(
            string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), i < a.Length - tail ? a[i] : null, i < b.Length - tail ? b[i] : null));
    }

    private static bool Identifies(string name, ArrayValue list) =>
        list.Items.Select(item => Identity(item, name)).ToList() is var names && names.TrueForAll(found => found is not null) && names.Distinct().Count() == names.Count;

    private static PropertyValue? Identity(PropertyValue item, string name) =>
        item is ObjectValue map && map.Properties.GetValueOrDefault(name) is StringValue or NumberValue ? map.Properties[name] : null;

    private static bool IsScalar(PropertyValue value) => value is StringValue or NumberValue or BoolValue;

    private static string Label(PropertyValue value) => value is StringValue text ? text.Value : value.ToString();
}
