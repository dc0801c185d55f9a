using Infra.Engine.Events;
using Infra.Protocol.Providers;

namespace Infra.Cli.Display;

/// <summary>Keeps what an operation tells; readable from any thread.</summary>
internal sealed class ModelRecorder : IEngineObserver
{
    private readonly Lock _lock = new();
    private readonly List<Row> _rows = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<DiagnosticEvent> _diagnostics = [];
    private readonly List<ProgramOutputEvent> _programOutput = [];
    private SummaryEvent? _summary;
    private bool _stopping;

    /// <summary>As it is now.</summary>
    public OperationModel Model
    {
        get
        {
            lock (_lock)
            {
                return new OperationModel { Rows = [.. _rows], Diagnostics = [.. _diagnostics], ProgramOutput = [.. _programOutput], Summary = _summary, Stopping = _stopping };
            }
        }
    }

    public void OnEvent(EngineEvent engineEvent)
    {
        lock (_lock)
        {
            Record(engineEvent);
        }
    }

    private void Record(EngineEvent engineEvent)
    {
        switch (engineEvent)
        {
            case StepStartedEvent started:
                Put(started.Step, RowPhase.Running, started.Time);
                break;
            case StepSucceededEvent succeeded:
                Put(succeeded.Step, RowPhase.Done, succeeded.Time);
                break;
            case StepFailedEvent failed:
                Put(failed.Step, RowPhase.Failed, failed.Time);
                break;
            case DiagnosticEvent { Severity: LogSeverity.Debug }:
                break;
            case DiagnosticEvent { Ephemeral: true } progress:
                Touch(progress.Urn, row => row with { Progress = progress.Message });
                break;
            case DiagnosticEvent diagnostic:
                _diagnostics.Add(diagnostic);
                Touch(diagnostic.Urn, row => Count(row, diagnostic.Severity));
                break;
            case ProgramOutputEvent output:
                _programOutput.Add(output);
                break;
            case CancelEvent:
                _stopping = true;
                break;
            case SummaryEvent summary:
                _summary = summary;
                break;
        }
    }

    private void Put(StepInfo step, RowPhase phase, DateTimeOffset time)
    {
        if (!_places.TryGetValue(step.Urn, out var place))
        {
            _places.Add(step.Urn, _rows.Count);
            _rows.Add(new Row(step, phase, time) { Steps = [step], Ended = phase == RowPhase.Running ? null : time });
            return;
        }

        _rows[place] = _rows[place].With(step, phase, time);
    }

    private void Touch(string urn, Func<Row, Row> change)
    {
        if (_places.TryGetValue(urn, out var place))
        {
            _rows[place] = change(_rows[place]);
        }
    }

    private static Row Count(Row row, LogSeverity severity) => severity switch
    {
        LogSeverity.Warning => row with { Warnings = row.Warnings + 1 },
        LogSeverity.Error => row with { Errors = row.Errors + 1 },
        _ => row,
    };
}
