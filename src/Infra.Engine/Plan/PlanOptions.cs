using System.Collections.Immutable;
using Infra.Engine.Plan.Review;

namespace Infra.Engine.Plan;

/// <summary>What the person who asked for the operation wants of every step.</summary>
internal sealed record PlanOptions
{
    public required Selection Selection { get; init; }

    public bool Preview { get; init; }

    /// <summary>Of which providers make names.</summary>
    public required PlanSeed Seed { get; init; }

    public bool IgnoreProtect { get; init; }

    /// <summary>URNs to replace although nothing demands it.</summary>
    public ImmutableHashSet<string> Replace { get; init; } = [];
}
