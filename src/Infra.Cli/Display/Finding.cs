using Infra.Engine.Events;

namespace Infra.Cli.Display;

/// <summary>What a refresh saw of a resource, for people.</summary>
internal sealed record Finding(string Symbol, string Word, Ink Ink)
{
    private static readonly Finding _gone = new("-", "gone", Ink.Red);
    private static readonly Finding _changed = new("~", "changed", Ink.Yellow);

    /// <summary>Null if it is as the state says.</summary>
    public static Finding? Of(StepInfo step) => step.New is null ? _gone : StepChanges.Of(step).Count > 0 ? _changed : null;
}
