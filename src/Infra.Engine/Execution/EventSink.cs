using System.Collections.Immutable;
using Infra.Engine.Events;
using Infra.Engine.Plan;
using Infra.Engine.State;
using Infra.Engine.Urns;
using Infra.Protocol.Providers;

namespace Infra.Engine.Execution;

/// <summary>Tells the observer what happens, one event at a time, and counts the steps.</summary>
internal sealed class EventSink(IEngineObserver observer, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<StepOp, int> _changes = [];
    private readonly Dictionary<string, Step> _awaitingOutputs = new(StringComparer.Ordinal);

    /// <summary>Who has worked since this was made.</summary>
    public WorkClock Work { get; } = new(clock);

    public ImmutableSortedDictionary<StepOp, int> Changes
    {
        get
        {
            lock (_gate)
            {
                return _changes.ToImmutableSortedDictionary();
            }
        }
    }

    public void Send(Func<DateTimeOffset, EngineEvent> make)
    {
        lock (_gate)
        {
            observer.OnEvent(make(clock.GetUtcNow()));
        }
    }

    public void Diagnose(string urn, LogSeverity severity, string message, bool ephemeral = false, int streamId = 0) =>
        Send(now => new DiagnosticEvent(now, urn, severity, message, ephemeral, streamId));

    public void Started(Step step)
    {
        if (IsShown(step))
        {
            Send(now => new StepStartedEvent(now, step.Describe(null)));
        }
    }

    /// <summary>A step is done. A component's end is told when its outputs are registered.</summary>
    public void Succeeded(Step step, ResourceState? result)
    {
        if (!IsShown(step))
        {
            return;
        }

        if (step.Logical && step.Op != StepOp.Refresh)
        {
            Count(step.Op);
        }

        if (step is { Subject.Custom: false, Op: StepOp.Create or StepOp.Update or StepOp.Same or StepOp.CreateReplacement })
        {
            lock (_gate)
            {
                _awaitingOutputs[step.Urn] = step;
            }
        }
        else
        {
            Send(now => new StepSucceededEvent(now, step.Describe(result)));
        }
    }

    public void Failed(Step step, string message)
    {
        Send(now => new DiagnosticEvent(now, step.Urn, LogSeverity.Error, message));
        Send(now => new StepFailedEvent(now, step.Describe(null)));
    }

    /// <summary>A component has told its outputs.</summary>
    public void OutputsRegistered(string urn, ResourceState? state)
    {
        lock (_gate)
        {
            if (_awaitingOutputs.Remove(urn, out var step))
            {
                observer.OnEvent(new StepSucceededEvent(clock.GetUtcNow(), step.Describe(state)));
            }
        }
    }

    /// <summary>The components that will never tell any outputs are done as well.</summary>
    public void EndComponents(Func<string, ResourceState?> state)
    {
        string[] rest;
        lock (_gate)
        {
            rest = [.. _awaitingOutputs.Keys];
        }

        foreach (var urn in rest)
        {
            OutputsRegistered(urn, state(urn));
        }
    }

    public void Count(StepOp op)
    {
        lock (_gate)
        {
            _changes[op] = _changes.GetValueOrDefault(op) + 1;
        }
    }

    private static bool IsShown(Step step) => step.Op != StepOp.RemovePendingReplace && !Urn.IsDefaultProvider(step.Urn);
}
