using System.Collections.Immutable;
using Infra.Protocol.Providers;

namespace Infra.Rehearsal;

internal static class DiffFilter
{
    /// <summary>The difference without top-level properties that a program asked to leave alone.</summary>
    public static DiffResult Without(this DiffResult diff, ImmutableArray<string> ignored)
    {
        if (ignored.IsDefaultOrEmpty || diff.DetailedDiff is null)
        {
            return diff;
        }

        var detailed = diff.DetailedDiff.Where(d => !ignored.Contains(Top(d.Key)) && !ignored.Contains(d.Key))
            .ToImmutableSortedDictionary(d => d.Key, d => d.Value, StringComparer.Ordinal);
        return detailed.IsEmpty ? DiffResult.None : diff with
        {
            DetailedDiff = detailed,
            Diffs = [.. detailed.Keys.Select(Top).Distinct(StringComparer.Ordinal)],
            Replaces = [.. detailed.Where(d => d.Value.Kind.IsReplace()).Select(d => Top(d.Key)).Distinct(StringComparer.Ordinal)],
        };
    }

    /// <summary>The difference, and an output that becomes another.</summary>
    public static DiffResult With(this DiffResult diff, string output) => diff with
    {
        Changes = DiffChanges.Some,
        DetailedDiff = (diff.DetailedDiff ?? ImmutableSortedDictionary.Create<string, PropertyDiff>(StringComparer.Ordinal)).SetItem(output, new PropertyDiff(PropertyDiffKind.Update, InputDiff: false)),
        Diffs = [.. diff.Diffs.IsDefault ? [] : diff.Diffs, output],
    };

    private static string Top(string path) => path.Split('.', '[')[0];
}
