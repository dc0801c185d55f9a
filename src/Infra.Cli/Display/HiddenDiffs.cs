using System.Text.RegularExpressions;
using Infra.Engine.Events;
using Infra.Protocol.Properties;

namespace Infra.Cli.Display;

/// <summary>The resource option hideDiffs: that a property differs is shown, how it differs is not.</summary>
internal static partial class HiddenDiffs
{
    public static IReadOnlyList<PropertyChange> Apply(StepInfo step, IEnumerable<PropertyChange> changes)
    {
        var patterns = ((step.New ?? step.Old)?.HideDiffs ?? []).Select(PropertyPath.TryParse).OfType<PropertyPath>().ToArray();
        return patterns.Length == 0 ? [.. changes] : [.. Merge(changes.Select(change => Hide(change, patterns)))];
    }

    /// <summary>Named as the option names it: where an element of a list is, says what it is.</summary>
    private static PropertyChange Hide(PropertyChange change, PropertyPath[] patterns)
    {
        var place = PropertyPath.TryParse(Element().Replace(change.Path, "[\"$1\"]")) ?? new PropertyPath([new KeySegment(change.Root)]);
        return patterns.FirstOrDefault(pattern => pattern.Contains(place)) is not { } pattern ? change
            : pattern.Equals(place) ? change with { Path = pattern.ToString(), Hidden = true }
            : new PropertyChange(pattern.ToString(), PropertyValue.Null, PropertyValue.Null, change.Replaces) { Hidden = true };
    }

    private static IEnumerable<PropertyChange> Merge(IEnumerable<PropertyChange> changes) => changes
        .GroupBy(change => (change.Path, change.Hidden))
        .SelectMany(group => group.Key.Hidden ? [group.First() with { Replaces = group.Any(change => change.Replaces) }] : group.AsEnumerable());

    /// <summary>Elements of a list are named by what they are: packages[nginx].</summary>
    [GeneratedRegex("""\[([^\]"*]*[^\]"*0-9][^\]"*]*)\]""")]
    private static partial Regex Element();
}
