using System.Collections.Immutable;
using Infra.Engine.Events;
using Infra.Engine.State;

namespace Infra.Engine.Plan;

/// <summary>What is to be deleted when nothing wants it any more.</summary>
public static class DeletePlan
{
    /// <summary>The steps, in the order of the state, and the resources whose protection forbids it.</summary>
    /// <param name="entries">Of the state.</param>
    /// <param name="ignoreProtect">Delete protected ones too.</param>
    /// <param name="standing">What is in the state from now on under a URN; null if nothing is.</param>
    public static (ImmutableArray<Step> Steps, ImmutableArray<ResourceState> Protected) Make(
        IReadOnlyCollection<StateEntry> entries, bool ignoreProtect, Func<string, ResourceState?> standing)
    {
        var going = entries.Select(e => e.Urn).ToHashSet(StringComparer.Ordinal);
        var steps = entries.Select(e => new Step(OperationFor(e.State), e, null) { StateOnly = IsStateOnly(e.State, going.Contains) || IsSameThing(e.State, standing(e.Urn)) });
        var refused = entries.Select(e => e.State).Where(s => s.Protect && !ignoreProtect && OperationFor(s) == StepOp.Delete);
        return ([.. steps], [.. refused]);
    }

    /// <summary>True if only the entry goes: the thing stays, or goes with something else.</summary>
    public static bool IsStateOnly(ResourceState state, Func<string, bool> isGoing) =>
        !state.Custom || state.External || state.RetainOnDelete || state.PendingReplacement
        || (state.DeletedWith.Length > 0 && isGoing(state.DeletedWith));

    /// <summary>A provider that knows things by their name gives the replaced one back when the program wants it again.</summary>
    private static bool IsSameThing(ResourceState replaced, ResourceState? now) =>
        replaced.Delete && now is { Custom: true } && now.Id == replaced.Id && now.Type == replaced.Type;

    private static StepOp OperationFor(ResourceState state) => state switch
    {
        { Delete: true, External: true } => StepOp.DiscardReplaced,
        { Delete: true } => StepOp.DeleteReplaced,
        { PendingReplacement: true } => StepOp.RemovePendingReplace,
        { External: true } => StepOp.Discard,
        _ => StepOp.Delete,
    };
}
