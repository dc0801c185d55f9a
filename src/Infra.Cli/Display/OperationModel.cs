using System.Collections.Immutable;
using Infra.Engine.Events;
using Infra.Protocol.Providers;

namespace Infra.Cli.Display;

/// <summary>Everything an operation has told so far. Immutable: each event makes the next one.</summary>
internal sealed record OperationModel
{
    public static OperationModel Empty { get; } = new();

    public ImmutableDictionary<string, Row> Rows { get; private init; } = ImmutableDictionary<string, Row>.Empty;

    /// <summary>URNs in the order of their first step.</summary>
    public ImmutableList<string> Order { get; private init; } = [];

    /// <summary>Messages that stay.</summary>
    public ImmutableList<DiagnosticEvent> Diagnostics { get; private init; } = [];

    /// <summary>What the program wrote.</summary>
    public ImmutableList<ProgramOutputEvent> ProgramOutput { get; private init; } = [];

    public SummaryEvent? Summary { get; private init; }

    public bool Stopping { get; private init; }

    public IEnumerable<Row> InOrder => Order.Select(urn => Rows[urn]);

    public OperationModel With(EngineEvent engineEvent) => engineEvent switch
    {
        StepStartedEvent started => Put(started.Step, RowPhase.Running, started.Time),
        StepSucceededEvent succeeded => Put(succeeded.Step, RowPhase.Done, succeeded.Time),
        StepFailedEvent failed => Put(failed.Step, RowPhase.Failed, failed.Time),
        DiagnosticEvent { Severity: LogSeverity.Debug } => this,
        DiagnosticEvent { Ephemeral: true } progress => Touch(progress.Urn, row => row with { Progress = progress.Message }),
        DiagnosticEvent diagnostic => (this with { Diagnostics = Diagnostics.Add(diagnostic) }).Touch(diagnostic.Urn, row => Count(row, diagnostic.Severity)),
        ProgramOutputEvent output => this with { ProgramOutput = ProgramOutput.Add(output) },
        CancelEvent => this with { Stopping = true },
        SummaryEvent summary => this with { Summary = summary },
        _ => this,
    };

    private OperationModel Put(StepInfo step, RowPhase phase, DateTimeOffset time)
    {
        var known = Rows.GetValueOrDefault(step.Urn);
        var row = known ?? new Row(step, phase, time);
        var begins = phase == RowPhase.Running || known is null || known.Step.Op != step.Op;
        var steps = begins ? row.Steps.Add(step) : row.Steps.SetItem(row.Steps.Length - 1, step);
        row = row with
        {
            // A component's final "same" must not hide what its refresh found.
            Step = step,
            Phase = phase,
            Steps = steps,
            Started = begins && phase == RowPhase.Running && row.Phase != RowPhase.Running ? time : row.Started,
            Ended = phase == RowPhase.Running ? null : time,
            Progress = phase == RowPhase.Running ? row.Progress : "",
        };
        return this with { Rows = Rows.SetItem(step.Urn, row), Order = known is null ? Order.Add(step.Urn) : Order };
    }

    private OperationModel Touch(string urn, Func<Row, Row> change) =>
        Rows.TryGetValue(urn, out var row) ? this with { Rows = Rows.SetItem(urn, change(row)) } : this;

    private static Row Count(Row row, LogSeverity severity) => severity switch
    {
        LogSeverity.Warning => row with { Warnings = row.Warnings + 1 },
        LogSeverity.Error => row with { Errors = row.Errors + 1 },
        _ => row,
    };
}
