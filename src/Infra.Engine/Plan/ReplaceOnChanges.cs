using System.Collections.Immutable;
using Infra.Protocol.Providers;

using Infra.Protocol.Properties;

namespace Infra.Engine.Plan;

/// <summary>Turns differences at the program's replaceOnChanges paths into demands for a replacement.</summary>
public static class ReplaceOnChanges
{
    public static DiffResult Apply(ImmutableArray<string> paths, DiffResult diff)
    {
        if (paths.IsDefaultOrEmpty || diff.Changes != DiffChanges.Some)
        {
            return diff;
        }

        var patterns = paths.Select(PropertyPath.TryParse).OfType<PropertyPath>().ToArray();
        var replaces = diff.Replaces.Union(diff.Diffs.Where(Matches)).ToImmutableArray();
        var detailed = diff.DetailedDiff?.ToImmutableSortedDictionary(
            d => d.Key,
            d => Matches(d.Key) ? d.Value with { Kind = d.Value.Kind.ToReplace() } : d.Value,
            StringComparer.Ordinal);
        return diff with { Replaces = replaces, DetailedDiff = detailed };

        bool Matches(string path) =>
            (PropertyPath.TryParse(path) ?? new PropertyPath([new KeySegment(path)])) is var place && patterns.Any(p => p.Contains(place));
    }
}
