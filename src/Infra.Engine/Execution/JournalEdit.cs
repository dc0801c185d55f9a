using Infra.Engine.Plan;
using Infra.Engine.State;

namespace Infra.Engine.Execution;

/// <summary>What one step does to the state; applied at once, under the journal's lock.</summary>
internal sealed record JournalEdit
{
    /// <summary>Comes after everything finished so far in this run.</summary>
    public ResourceState? Add { get; init; }

    /// <summary>Is not there any more.</summary>
    public StateEntry? Remove { get; init; }

    /// <summary>Stays, in another state.</summary>
    public (StateEntry Entry, ResourceState State)? Mark { get; init; }
}
