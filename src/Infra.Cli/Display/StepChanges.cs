using Infra.Engine.Events;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Cli.Display;

/// <summary>What a step changes, property by property.</summary>
internal static class StepChanges
{
    /// <summary>Differences of the inputs; of the outputs for a refresh that found the inputs as they were.</summary>
    public static IReadOnlyList<PropertyChange> Of(StepInfo step)
    {
        var old = step.Old?.Inputs ?? PropertyMap.Empty;
        var @new = step.New?.Inputs ?? PropertyMap.Empty;
        var changes = PropertyDiffer.Compare(old, @new).ToList();
        if (changes.Count == 0 && step is { Op: StepOp.Refresh, Old: not null, New: not null })
        {
            changes = [.. PropertyDiffer.Compare(step.Old.Outputs, step.New.Outputs)];
        }

        var seen = changes.Select(change => change.Root).ToHashSet(StringComparer.Ordinal);
        return HiddenDiffs.Apply(step, changes.Select(change => change with { Replaces = Replaces(step, change) }).Concat(Told(step, seen)));
    }

    /// <summary>The row's summary: [diff: +a,~b].</summary>
    public static string Brief(StepInfo step)
    {
        var roots = Of(step).GroupBy(change => change.Root, StringComparer.Ordinal)
            .Select(group => Symbol(group, step) + group.Key)
            .ToList();
        return roots.Count == 0 ? "" : $"[diff: {string.Join(',', roots)}]";
    }

    private static string Symbol(IGrouping<string, PropertyChange> group, StepInfo step) =>
        group.All(change => change.Symbol == "+") && !(step.Old?.Inputs.ContainsKey(group.Key) ?? false) ? "+"
        : group.All(change => change.Symbol == "-") && !(step.New?.Inputs.ContainsKey(group.Key) ?? false) ? "-"
        : "~";

    private static bool Replaces(StepInfo step, PropertyChange change) =>
        step.ReplaceKeys.Any(key => key == change.Path || Root(key) == change.Root);

    /// <summary>What only the provider knows: a certificate that is due has the same inputs.</summary>
    private static IEnumerable<PropertyChange> Told(StepInfo step, HashSet<string> seen)
    {
        var paths = step.DetailedDiff is { Count: > 0 } detailed
            ? detailed.Select(pair => (Path: pair.Key, Replaces: pair.Value.Kind.IsReplace()))
            : step.Diffs.Concat(step.ReplaceKeys).Distinct(StringComparer.Ordinal).Select(key => (Path: key, Replaces: step.ReplaceKeys.Contains(key)));
        return paths.Where(path => ReplaceReasons.Words(step, path.Path) is null && seen.Add(Root(path.Path)))
            .Select(path => new PropertyChange(path.Path, Known(step.Old?.Outputs, path.Path), Known(step.New?.Outputs, path.Path) ?? PropertyValue.Unknown, path.Replaces));
    }

    private static PropertyValue? Known(PropertyMap? outputs, string path) => outputs?.GetValueOrDefault(path) ?? PropertyValue.Unknown;

    private static string Root(string path) => new PropertyChange(path, null, null).Root;
}
