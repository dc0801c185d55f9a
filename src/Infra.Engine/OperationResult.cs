using System.Collections.Immutable;
using Infra.Engine.Events;
using Infra.Engine.Plan.Review;
using Infra.Engine.State;
using Infra.Protocol.Properties;

namespace Infra.Engine;

/// <summary>How an operation ended.</summary>
public sealed record OperationResult
{
    public required OperationOutcome Outcome { get; init; }

    /// <summary>Logical steps by operation.</summary>
    public required ImmutableSortedDictionary<StepOp, int> Changes { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>The state afterwards (of a preview: as it would be).</summary>
    public required Snapshot Snapshot { get; init; }

    /// <summary>Of a preview that succeeded: what it found; otherwise null.</summary>
    public UpdatePlan? Plan { get; init; }

    /// <summary>The stack's outputs before and after.</summary>
    public PropertyMap OldOutputs { get; init; } = PropertyMap.Empty;

    public PropertyMap Outputs { get; init; } = PropertyMap.Empty;

    /// <summary>True if any logical step but same, read and a refresh that found nothing.</summary>
    public bool HasChanges => Changes.Any(c => c.Value > 0 && c.Key is not (StepOp.Same or StepOp.Read));
}

public enum OperationOutcome
{
    Succeeded,

    /// <summary>A step or the program failed; what had been done is saved.</summary>
    Failed,

    /// <summary>Stopped on request; running steps were finished and saved.</summary>
    Cancelled,
}
