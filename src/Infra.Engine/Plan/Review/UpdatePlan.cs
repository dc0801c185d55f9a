using System.Collections.Immutable;
using Infra.Engine.State;

namespace Infra.Engine.Plan.Review;

/// <summary>What a preview found would be done, so that the operation can be held to it.</summary>
/// <param name="Seed">Of it providers make names: an update with the same seed makes the same ones.</param>
/// <param name="Resources">In the order in which they were decided, each URN once.</param>
public sealed record UpdatePlan(PlanSeed Seed, ImmutableArray<PlannedResource> Resources)
{
    /// <summary>The state it was made for; null: not to be compared.</summary>
    public Snapshot? State { get; init; }
}
