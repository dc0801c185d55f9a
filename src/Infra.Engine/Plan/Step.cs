using System.Collections.Immutable;
using Infra.Engine.Events;
using Infra.Engine.State;
using Infra.Protocol.Providers;

namespace Infra.Engine.Plan;

/// <summary>One thing to do. Steps of one registration are done in order.</summary>
public sealed record Step(StepOp Op, StateEntry? Old, ResourceState? New)
{
    public ResourceState Subject => New ?? OldState!;

    public string Urn => Subject.Urn;

    /// <summary>The old state as it was when the step was decided.</summary>
    public ResourceState? OldState { get; } = Old?.State;

    public DiffResult Diff { get; init; } = DiffResult.None;

    public ImmutableArray<string> ReplaceKeys { get; init; } = [];

    /// <summary>The provider is not asked: the thing stays, or goes with something else.</summary>
    public bool StateOnly { get; init; }

    /// <summary>The entry stays, marked, until it is made again (delete-before-replace).</summary>
    public bool KeepPending { get; init; }

    /// <summary>Counted and shown as a change of its own.</summary>
    public bool Logical => Op is not (StepOp.CreateReplacement or StepOp.DeleteReplaced or StepOp.ReadReplacement
        or StepOp.DiscardReplaced or StepOp.ImportReplacement or StepOp.RemovePendingReplace);

    public StepInfo Describe(ResourceState? result) => new()
    {
        Op = Op,
        Urn = Urn,
        Type = Subject.Type,
        Old = OldState,
        New = result ?? New,
        Provider = Subject.Provider,
        Diffs = Diff.Diffs,
        ReplaceKeys = ReplaceKeys,
        DetailedDiff = Diff.DetailedDiff,
        Logical = Logical,
    };
}
