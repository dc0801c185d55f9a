using Infra.Engine.State;

namespace Infra.Cli.Stacks;

/// <summary>What a command would make of a state.</summary>
/// <param name="Snapshot">The state afterwards; null if there is nothing to change.</param>
/// <param name="Plan">What would be done, for the person who is asked.</param>
/// <param name="Done">What to say when it was done, or when there is nothing to do.</param>
internal sealed record StateChange(Snapshot? Snapshot, IReadOnlyList<string> Plan, string Done);
