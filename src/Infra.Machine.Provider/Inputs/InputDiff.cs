using System.Collections.Immutable;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Inputs;

/// <summary>Compares two sets of inputs by their names. Whether a value is secret does not count.</summary>
internal static class InputDiff
{
    /// <summary>The names whose values differ, each with its kind of difference; an unknown differs from everything.</summary>
    public static ImmutableSortedDictionary<string, PropertyDiffKind> Compare(PropertyMap olds, PropertyMap news) =>
        olds.Keys.Union(news.Keys).Where(name => !name.StartsWith("__", StringComparison.Ordinal) && !Same(olds.Find(name), news.Find(name)))
            .ToImmutableSortedDictionary(name => name, name => KindOf(olds.Find(name), news.Find(name)), StringComparer.Ordinal);

    /// <summary>A diff of top-level names: those in <paramref name="replacing"/> replace, those in <paramref name="ignored"/> do not count.</summary>
    public static DiffResult Of(
        DiffArgs args,
        IReadOnlySet<string> replacing,
        IReadOnlySet<string> ignored,
        bool deleteBeforeReplace = false)
    {
        var changes = Compare(args.OldInputs, args.News).Where(c => !ignored.Contains(c.Key) && !args.IgnoreChanges.Contains(c.Key));
        var detailed = changes.ToImmutableSortedDictionary(
            c => c.Key,
            c => new PropertyDiff(replacing.Contains(c.Key) ? c.Value.ToReplace() : c.Value),
            StringComparer.Ordinal);
        return Of(detailed, deleteBeforeReplace);
    }

    /// <summary>A diff result of a detailed diff.</summary>
    public static DiffResult Of(ImmutableSortedDictionary<string, PropertyDiff> detailed, bool deleteBeforeReplace = false) => detailed.IsEmpty
        ? DiffResult.None
        : new DiffResult(
            DiffChanges.Some,
            [.. detailed.Where(d => d.Value.Kind.IsReplace()).Select(d => TopLevel(d.Key)).Distinct(StringComparer.Ordinal)],
            [],
            deleteBeforeReplace,
            [.. detailed.Keys.Select(TopLevel).Distinct(StringComparer.Ordinal)],
            detailed);

    /// <summary>True if both are the same value, secret or not; an unknown is the same as nothing.</summary>
    public static bool Same(PropertyValue? left, PropertyValue? right) => (left?.Unwrap(), right?.Unwrap()) switch
    {
        (null or NullValue, null or NullValue) => true,
        (null, _) or (_, null) or (UnknownValue, _) or (_, UnknownValue) => false,
        (ArrayValue a, ArrayValue b) => a.Items.Length == b.Items.Length && a.Items.Zip(b.Items).All(p => Same(p.First, p.Second)),
        (ObjectValue a, ObjectValue b) => a.Properties.Keys.Union(b.Properties.Keys).All(k => Same(a.Properties.Find(k), b.Properties.Find(k))),
        var (a, b) => a.Equals(b),
    };

    private static string TopLevel(string path) => path.Split('.', '[')[0];

    private static PropertyDiffKind KindOf(PropertyValue? old, PropertyValue? now) =>
        old is null ? PropertyDiffKind.Add : now is null ? PropertyDiffKind.Delete : PropertyDiffKind.Update;
}
