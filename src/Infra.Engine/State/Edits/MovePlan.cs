using System.Collections.Immutable;

namespace Infra.Engine.State.Edits;

/// <summary>What moving resources makes of two stacks.</summary>
/// <param name="Source">The state they leave.</param>
/// <param name="Destination">The state they come to.</param>
/// <param name="Moved">Their URNs, as they were.</param>
/// <param name="Copied">URNs of providers that are in both afterwards.</param>
/// <param name="Broken">Dependencies between the two that no state can hold, in words.</param>
public sealed record MovePlan(Snapshot Source, Snapshot Destination, ImmutableArray<string> Moved, ImmutableArray<string> Copied, ImmutableArray<string> Broken);
