using System.Collections.Immutable;
using Infra.Engine.Events;

namespace Infra.Cli.Display;

internal enum RowPhase
{
    Running,
    Done,
    Failed,
}

/// <summary>One resource in an operation, as far as it has come.</summary>
internal sealed record Row(StepInfo Step, RowPhase Phase, DateTimeOffset Started)
{
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Steps of this resource so far, a replacement's halves each.</summary>
    public ImmutableArray<StepInfo> Steps { get; init; } = [];

    /// <summary>The newest progress message of a running step.</summary>
    public string Progress { get; init; } = "";

    public int Warnings { get; init; }

    public int Errors { get; init; }

    public string Urn => Step.Urn;

    public string Parent => (Step.New ?? Step.Old)?.Parent ?? "";

    public bool IsReplacement => Steps.Any(step => step.Op is StepOp.Replace or StepOp.CreateReplacement or StepOp.DeleteReplaced);

    /// <summary>Something a person should see: a change, or a problem.</summary>
    public bool IsNews => Phase == RowPhase.Failed || Warnings + Errors > 0 || Steps.Any(IsChange);

    /// <summary>The step that tells what changes: of refresh then update the latter.</summary>
    public StepInfo Telling => Steps.LastOrDefault(step => step.Op is StepOp.Replace or StepOp.CreateReplacement)
        ?? Steps.LastOrDefault(IsChange) ?? Step;

    /// <summary>After it has begun or ended a step.</summary>
    public Row With(StepInfo step, RowPhase phase, DateTimeOffset time)
    {
        var begins = phase == RowPhase.Running || Step.Op != step.Op;
        return this with
        {
            // A component's final "same" must not hide what its refresh found.
            Steps = begins ? Steps.Add(step) : Steps.SetItem(Steps.Length - 1, step),
            Step = step,
            Phase = phase,
            Started = phase == RowPhase.Running && Phase != RowPhase.Running ? time : Started,
            Ended = phase == RowPhase.Running ? null : time,
            Progress = phase == RowPhase.Running ? Progress : "",
        };
    }

    public static bool IsChange(StepInfo step) => step.Op switch
    {
        StepOp.Same => false,
        StepOp.Refresh => StepChanges.Of(step).Count > 0 || step.New is null,
        _ => true,
    };
}
