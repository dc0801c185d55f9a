using System.Collections.Immutable;
using Infra.Engine.State;
using Infra.Protocol.Providers;

namespace Infra.Engine.Events;

/// <summary>What happens in an operation, in order; the display and --json are made of these alone.</summary>
public abstract record EngineEvent(DateTimeOffset Time);

/// <summary>First of all: the configuration, secrets as [secret].</summary>
public sealed record PreludeEvent(DateTimeOffset Time, ImmutableSortedDictionary<string, string> Config) : EngineEvent(Time);

/// <summary>A step has begun (in a preview: was decided).</summary>
public sealed record StepStartedEvent(DateTimeOffset Time, StepInfo Step) : EngineEvent(Time);

/// <summary>A step ended well. For a component this comes when its outputs are registered.</summary>
public sealed record StepSucceededEvent(DateTimeOffset Time, StepInfo Step) : EngineEvent(Time);

/// <summary>A step failed; the reason comes as a <see cref="DiagnosticEvent"/> of the same URN.</summary>
public sealed record StepFailedEvent(DateTimeOffset Time, StepInfo Step) : EngineEvent(Time);

/// <summary>A message of the engine, a provider or the program; ephemeral: progress of a running step.</summary>
public sealed record DiagnosticEvent(DateTimeOffset Time, string Urn, LogSeverity Severity, string Message, bool Ephemeral = false, int StreamId = 0) : EngineEvent(Time);

/// <summary>A line the program wrote to its standard streams.</summary>
public sealed record ProgramOutputEvent(DateTimeOffset Time, string Line, bool IsError) : EngineEvent(Time);

/// <summary>Somebody asked to stop: running steps are finished and saved.</summary>
public sealed record CancelEvent(DateTimeOffset Time) : EngineEvent(Time);

/// <summary>Last of all.</summary>
public sealed record SummaryEvent(DateTimeOffset Time, bool IsPreview, TimeSpan Duration, ImmutableSortedDictionary<StepOp, int> Changes, bool Succeeded) : EngineEvent(Time)
{
    /// <summary>Where the duration went; null if nobody noted it.</summary>
    public TimeShares? Shares { get; init; }
}

/// <summary>Everything there is to say of a step.</summary>
public sealed record StepInfo
{
    public required StepOp Op { get; init; }

    public required string Urn { get; init; }

    public required string Type { get; init; }

    public ResourceState? Old { get; init; }

    public ResourceState? New { get; init; }

    /// <summary>Provider reference; "" if there is none.</summary>
    public string Provider { get; init; } = "";

    /// <summary>Top-level properties that differ.</summary>
    public ImmutableArray<string> Diffs { get; init; } = [];

    /// <summary>Properties that make a replacement necessary.</summary>
    public ImmutableArray<string> ReplaceKeys { get; init; } = [];

    public ImmutableSortedDictionary<string, PropertyDiff>? DetailedDiff { get; init; }

    /// <summary>False for the halves of a replacement, which are not counted.</summary>
    public bool Logical { get; init; } = true;
}

/// <summary>Receives events, one at a time, in order.</summary>
public interface IEngineObserver
{
    void OnEvent(EngineEvent engineEvent);
}
