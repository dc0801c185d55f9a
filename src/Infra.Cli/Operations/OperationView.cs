using Infra.Cli.Commands;
using Infra.Cli.Costs;
using Infra.Cli.Display;
using Infra.Cli.Json;
using Infra.Cli.Terminal;
using Infra.Engine;
using Infra.Engine.Events;

namespace Infra.Cli.Operations;

/// <summary>Shows one run of the engine in the way the options want: a tree, lines, or JSON.</summary>
internal sealed class OperationView : IAsyncDisposable
{
    private readonly Invocation _invocation;
    private readonly OperationOptions _options;
    private readonly ModelRecorder _recorder = new();
    private readonly PreviewDocument? _document;
    private readonly TreeOptions _tree;
    private LiveTree? _live;

    public OperationView(Invocation invocation, OperationOptions options, OperationKind kind, bool isPreview, string stack, TextWriter? eventLog)
    {
        (_invocation, _options) = (invocation, options);
        _tree = new TreeOptions(int.MaxValue, invocation.Host.Clock.GetUtcNow())
        {
            IsPreview = isPreview,
            ShowSames = invocation.Get(options.ShowSames),
            Urns = invocation.Get(options.Urns),
        };
        var observers = new List<IEngineObserver> { _recorder };
        if (eventLog is not null)
        {
            observers.Add(new EventLines(eventLog, isPreview));
        }

        if (IsJson)
        {
            observers.Add(isPreview ? _document = new PreviewDocument() : new EventLines(invocation.Screen.Terminal.Out, isPreview));
        }
        else
        {
            Screen.Write([Line.Of(OperationTitle.Heading(kind, isPreview, stack), Ink.Bold), Line.Empty]);
            Follow(observers, isPreview);
        }

        Observer = new Observers(observers);
    }

    public IEngineObserver Observer { get; }

    public OperationModel Model => _recorder.Model;

    private Screen Screen => _invocation.Screen;

    private bool IsJson => _invocation.Get(_options.Json);

    private bool HasLines { get; set; }

    /// <summary>What stays on the screen: messages to standard error, the result to standard output.</summary>
    public async Task FinishAsync(OperationResult result, bool showChanges)
    {
        await DisposeAsync();
        if (IsJson)
        {
            if (_document is not null)
            {
                Screen.Write(_document.Render(_tree.ShowSames, result.Outcome == OperationOutcome.Succeeded ? CostComparison.Of(Model) : null));
            }

            return;
        }

        if (HasLines && Model.Rows.Any(row => row.IsNews))
        {
            Screen.Write(Line.Empty);
        }

        Screen.Tell(DiagnosticsRenderer.Render(Model));
        Screen.Write(OperationReport.Render(Model, result, new ReportOptions(_tree with { Width = Screen.Width, Now = _invocation.Host.Clock.GetUtcNow() })
        {
            Diff = _invocation.Get(_options.Diff),
            ShowTree = !HasLines,
            ShowChanges = showChanges,
            ShowOutputs = !_invocation.Get(_options.SuppressOutputs),
            ShowSecrets = _invocation.Get(_options.ShowSecrets),
            ShowShares = _invocation.IsVerbose,
        }));
    }

    /// <summary>More of what was shown, for the answer "details".</summary>
    public IEnumerable<Line> Details() => FullDiffRenderer.Render(Model, _tree);

    public async ValueTask DisposeAsync()
    {
        if (_live is not null)
        {
            await _live.DisposeAsync();
            _live = null;
        }
    }

    private void Follow(List<IEngineObserver> observers, bool isPreview)
    {
        if (_invocation.Get(_options.SuppressProgress))
        {
            return;
        }

        if (Screen.IsLive)
        {
            _live = new LiveTree(Screen, _recorder, _tree, _invocation.Host.Clock);
        }
        else if (!isPreview)
        {
            HasLines = true;
            observers.Add(new MilestoneLines(Screen));
        }
    }
}
