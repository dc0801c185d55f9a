using System.Collections.Immutable;
using Infra.Engine.Events;
using Infra.Engine.State;

namespace Infra.Engine.Plan.Review;

/// <summary>What is to be done to one resource.</summary>
/// <param name="Urn">Which.</param>
/// <param name="Ops">In the order in which they are done; deletions at the end of the operation last.</param>
/// <param name="Wanted">What it is to be; null if it is only deleted. Of its outputs only those that a component or the stack registers.</param>
public sealed record PlannedResource(string Urn, ImmutableArray<StepOp> Ops, ResourceState? Wanted);
