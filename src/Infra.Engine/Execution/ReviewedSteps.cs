using System.Collections.Immutable;
using Infra.Engine.Events;
using Infra.Engine.Plan;
using Infra.Engine.Plan.Review;
using Infra.Engine.State;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Engine.Execution;

/// <summary>
/// Notes what a preview finds, and stops an operation that is about to do anything but what was reviewed. A preview changes
/// nothing, so it goes on and tells everything that is not as reviewed.
/// </summary>
internal sealed class ReviewedSteps
{
    private readonly EventSink _events;
    private readonly Halt _halt;
    private readonly PlanRecorder? _recorder;
    private readonly PlanGuard? _guard;
    private readonly bool _isPreview;
    private int _violations;

    public ReviewedSteps(Operation operation, EventSink events, Halt halt)
    {
        (_events, _halt) = (events, halt);
        Seed = operation.Plan?.Seed ?? new PlanSeed();
        _isPreview = operation.DryRun;
        _recorder = _isPreview ? new PlanRecorder() : null;
        _guard = operation.Plan is { } plan ? new PlanGuard(plan) : null;
    }

    public PlanSeed Seed { get; }

    /// <summary>Null unless it is a preview.</summary>
    public UpdatePlan? Found => _recorder?.ToPlan(Seed);

    /// <summary>To be asked before the first of the steps is done. False: it has been told why, and nothing may begin any more.</summary>
    public bool Allows(ImmutableArray<Step> steps)
    {
        _recorder?.Add(steps);
        return Tell(_guard?.Check(steps) ?? []);
    }

    public bool AllowsOutputs(string urn, PropertyMap outputs)
    {
        _recorder?.AddOutputs(urn, outputs);
        return Tell(_guard?.CheckOutputs(urn, outputs) is { } violation ? [violation] : []);
    }

    /// <summary>To be asked before what a refresh found is written down. Null: it may be; otherwise nothing begins any more.</summary>
    public PlanViolation? CheckFinding(ResourceState old, StepOp finding, ResourceState? found)
    {
        _recorder?.AddFinding(old.Urn, finding, found);
        var violation = _guard?.CheckFinding(old, finding, found);
        if (violation is not null)
        {
            Stop();
        }

        return violation;
    }

    /// <summary>Once all was done: tells of what was planned and did not come, if nothing else has kept it from coming.</summary>
    public void End()
    {
        if (!_halt.Stopped && _halt.Failures == Volatile.Read(ref _violations))
        {
            Tell(_guard?.Missing() ?? []);
        }
    }

    private bool Tell(ImmutableArray<PlanViolation> violations)
    {
        foreach (var violation in violations)
        {
            _events.Diagnose(violation.Urn, LogSeverity.Error, violation.ToString());
            Stop();
        }

        return violations.IsEmpty || _isPreview;
    }

    private void Stop()
    {
        Interlocked.Increment(ref _violations);
        _halt.Fail(evenIfContinuing: !_isPreview);
    }
}
