using System.Collections.Immutable;

namespace Bench.Engine;

/// <summary>One command of a run; they are run in their order.</summary>
/// <param name="Name">What it does, for people.</param>
/// <param name="Operation">preview, up or destroy.</param>
/// <param name="Value">The input of the first resource.</param>
internal sealed record Work(string Name, string Operation, string Value)
{
    public static Work NewPreview { get; } = new("preview of a new stack", "preview", "one");

    public static Work Up { get; } = new("up", "up", "one");

    public static Work UnchangedPreview { get; } = new("preview, unchanged", "preview", "one");

    public static Work Change { get; } = new("up, one input changed", "up", "two");

    public static Work Destroy { get; } = new("destroy", "destroy", "two");

    public static ImmutableArray<Work> All { get; } = [NewPreview, Up, UnchangedPreview, Change, Destroy];
}
