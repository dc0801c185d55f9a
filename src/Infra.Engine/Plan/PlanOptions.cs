using System.Collections.Immutable;

namespace Infra.Engine.Plan;

/// <summary>What the person who asked for the operation wants of every step.</summary>
public sealed record PlanOptions
{
    public bool Preview { get; init; }

    public bool IgnoreProtect { get; init; }

    /// <summary>URNs to replace although nothing demands it.</summary>
    public ImmutableHashSet<string> Replace { get; init; } = [];
}
