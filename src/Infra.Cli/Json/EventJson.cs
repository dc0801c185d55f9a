using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Cli.Display;
using Infra.Engine.Events;

namespace Infra.Cli.Json;

/// <summary>Engine events as Pulumi's JSON: one object an event.</summary>
internal static class EventJson
{
    public static JsonObject Event(EngineEvent engineEvent, int sequence, bool isPreview)
    {
        var (name, body) = Body(engineEvent, isPreview);
        return new JsonObject
        {
            ["sequence"] = sequence,
            ["timestamp"] = engineEvent.Time.ToUnixTimeSeconds(),
            [name] = body,
        };
    }

    public static JsonObject Changes(ImmutableSortedDictionary<StepOp, int> changes) =>
        new(changes.Where(pair => pair.Value > 0).Select(pair => KeyValuePair.Create(pair.Key.Name(), (JsonNode?)JsonValue.Create(pair.Value))));

    private static (string Name, JsonObject Body) Body(EngineEvent engineEvent, bool isPreview) => engineEvent switch
    {
        PreludeEvent prelude => ("preludeEvent", new JsonObject { ["config"] = Config(prelude) }),
        StepStartedEvent started => ("resourcePreEvent", new JsonObject { ["metadata"] = Metadata(started.Step), ["planning"] = isPreview }),
        StepSucceededEvent succeeded => ("resOutputsEvent", new JsonObject { ["metadata"] = Metadata(succeeded.Step), ["planning"] = isPreview }),
        StepFailedEvent failed => ("resOpFailedEvent", new JsonObject { ["metadata"] = Metadata(failed.Step), ["status"] = 0, ["steps"] = 0 }),
        DiagnosticEvent diagnostic => ("diagnosticEvent", Diagnostic(diagnostic)),
        ProgramOutputEvent output => ("diagnosticEvent", new JsonObject { ["message"] = output.Line + "\n", ["color"] = "never", ["severity"] = output.IsError ? "info#err" : "info" }),
        CancelEvent => ("cancelEvent", []),
        SummaryEvent summary => ("summaryEvent", Summary(summary)),
        _ => ("errorEvent", new JsonObject { ["error"] = $"unknown event {engineEvent.GetType().Name}" }),
    };

    public static JsonObject Config(PreludeEvent prelude) =>
        new(prelude.Config.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value))));

    private static JsonObject Diagnostic(DiagnosticEvent diagnostic)
    {
        var body = JsonText.Sparse(new JsonObject { ["urn"] = diagnostic.Urn });
        body["message"] = diagnostic.Message;
        body["color"] = "never";
        body["severity"] = DiagnosticsRenderer.Word(diagnostic.Severity);
        if (diagnostic.StreamId != 0)
        {
            body["streamID"] = diagnostic.StreamId;
        }

        if (diagnostic.Ephemeral)
        {
            body["ephemeral"] = true;
        }

        return body;
    }

    private static JsonObject Summary(SummaryEvent summary) => new()
    {
        ["maybeCorrupt"] = false,
        ["durationSeconds"] = (long)summary.Duration.TotalSeconds,
        ["resourceChanges"] = Changes(summary.Changes),
        ["PolicyPacks"] = new JsonObject(),
        ["isPreview"] = summary.IsPreview,
        ["result"] = summary.Succeeded ? "succeeded" : "failed",
    };

    private static JsonObject Metadata(StepInfo step) => new()
    {
        ["op"] = step.Op.Name(),
        ["urn"] = step.Urn,
        ["type"] = step.Type,
        ["old"] = step.Old is null ? null : ResourceJson.Metadata(step.Old),
        ["new"] = step.New is null ? null : ResourceJson.Metadata(step.New),
        ["keys"] = JsonText.Array(step.ReplaceKeys),
        ["diffs"] = JsonText.Array(step.Diffs),
        ["detailedDiff"] = DiffKindJson.Detailed(step.DetailedDiff, "diffKind"),
        ["logical"] = step.Logical,
        ["provider"] = step.Provider,
    };
}
