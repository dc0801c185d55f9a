using System.Text.Json.Nodes;
using Infra.Cli.Costs;
using Infra.Cli.Display;
using Infra.Engine.Events;
using Infra.Protocol.Providers;

namespace Infra.Cli.Json;

/// <summary>The one document of `preview --json` (Pulumi's PreviewDigest).</summary>
internal sealed class PreviewDocument : IEngineObserver
{
    private readonly List<StepInfo> _steps = [];
    private readonly Dictionary<(string Urn, StepOp Op), int> _places = [];
    private readonly JsonArray _diagnostics = [];
    private JsonObject _config = [];
    private SummaryEvent? _summary;

    public void OnEvent(EngineEvent engineEvent)
    {
        switch (engineEvent)
        {
            case PreludeEvent prelude:
                _config = EventJson.Config(prelude);
                break;
            case StepStartedEvent started:
                Add(started.Step);
                break;
            case StepSucceededEvent succeeded:
                Complete(succeeded.Step);
                break;
            case DiagnosticEvent { Ephemeral: false, Severity: not LogSeverity.Debug } diagnostic:
                Add(diagnostic.Urn, diagnostic.Message, DiagnosticsRenderer.Word(diagnostic.Severity));
                break;
            case ProgramOutputEvent output:
                Add("", output.Line, output.IsError ? "info#err" : "info");
                break;
            case SummaryEvent summary:
                _summary = summary;
                break;
        }
    }

    /// <param name="showSames">Steps that change nothing as well.</param>
    /// <param name="cost">What the stack's environments say they cost: a member of its own beside Pulumi's.</param>
    public string Render(bool showSames, CostComparison? cost)
    {
        var document = JsonText.Sparse(new JsonObject
        {
            ["config"] = _config,
            ["steps"] = new JsonArray([.. _steps.Where(step => IsShown(step, showSames)).Select(step => (JsonNode?)Step(step))]),
            ["diagnostics"] = _diagnostics,
        });
        document["duration"] = (_summary?.Duration.Ticks ?? 0) * 100;
        document["changeSummary"] = EventJson.Changes(_summary?.Changes ?? System.Collections.Immutable.ImmutableSortedDictionary<StepOp, int>.Empty);
        if (cost is { IsEmpty: false })
        {
            document["monthlyCost"] = CostJson.Of(cost);
        }

        return JsonText.Document(document);
    }

    private static bool IsShown(StepInfo step, bool showSames) =>
        !Urns.IsDefaultProvider(step.Urn) && (showSames || step.Op != StepOp.Same || step.Type == Urns.StackType);

    private static JsonObject Step(StepInfo step)
    {
        var node = new JsonObject { ["op"] = step.Op.Name(), ["urn"] = step.Urn };
        if (step.Provider.Length > 0)
        {
            node["provider"] = step.Provider;
        }

        if (step.Old is not null)
        {
            node["oldState"] = ResourceJson.Resource(step.Old);
        }

        if (step.New is not null)
        {
            node["newState"] = ResourceJson.Resource(step.New);
        }

        if (!step.Diffs.IsEmpty)
        {
            node["diffReasons"] = JsonText.Array(step.Diffs);
        }

        if (!step.ReplaceKeys.IsEmpty)
        {
            node["replaceReasons"] = JsonText.Array(step.ReplaceKeys);
        }

        node["detailedDiff"] = DiffKindJson.Detailed(step.DetailedDiff, "kind");
        return node;
    }

    private void Complete(StepInfo step)
    {
        if (_places.TryGetValue((step.Urn, step.Op), out var place))
        {
            _steps[place] = step;
        }
        else
        {
            Add(step);
        }
    }

    private void Add(StepInfo step)
    {
        _places[(step.Urn, step.Op)] = _steps.Count;
        _steps.Add(step);
    }

    private void Add(string urn, string message, string severity)
    {
        var node = JsonText.Sparse(new JsonObject { ["urn"] = urn });
        node["message"] = message;
        node["severity"] = severity;
        _diagnostics.Add((JsonNode)node);
    }
}
