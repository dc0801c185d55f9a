using System.Collections.Immutable;
using Infra.Cli.Display;
using Infra.Engine;
using Infra.Engine.Events;
using Infra.Engine.State;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Cli.Tests.Support;

/// <summary>Tells the events of a made-up operation on the stack "dev" of the project "shop".</summary>
internal sealed class Story
{
    public static readonly DateTimeOffset Begin = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private readonly List<EngineEvent> _events = [];
    private readonly SortedDictionary<StepOp, int> _changes = [];
    private DateTimeOffset _now = Begin;

    public IReadOnlyList<EngineEvent> Events => _events;

    public OperationModel Model
    {
        get
        {
            var recorder = new ModelRecorder();
            _events.ForEach(recorder.OnEvent);
            return recorder.Model;
        }
    }

    public static string Stack => Urn(Urns.StackType, "shop-dev");

    public static string Urn(string type, string name) => $"urn:pulumi:dev::shop::{type}::{name}";

    public static ResourceState State(string type, string name, PropertyMap? inputs = null, PropertyMap? outputs = null, string? parent = null, bool protect = false) => new()
    {
        Urn = Urn(type, name),
        Type = type,
        Custom = !type.StartsWith("infra:", StringComparison.Ordinal) && type != Urns.StackType,
        Id = type.StartsWith("machine:", StringComparison.Ordinal) ? name + "-id" : "",
        Inputs = inputs ?? PropertyMap.Empty,
        Outputs = outputs ?? PropertyMap.Empty,
        Parent = parent ?? (type == Urns.StackType ? "" : Stack),
        Protect = protect,
        Provider = type.StartsWith("machine:", StringComparison.Ordinal) ? "urn:pulumi:dev::shop::pulumi:providers:machine::default_0_1_0::1234" : "",
    };

    public Story At(double seconds)
    {
        _now = Begin.AddSeconds(seconds);
        return this;
    }

    public Story Started(StepInfo step) => Add(new StepStartedEvent(_now, step));

    public Story Succeeded(StepInfo step, bool counted = true)
    {
        if (counted && step.Logical)
        {
            _changes[step.Op] = _changes.GetValueOrDefault(step.Op) + 1;
        }

        return Add(new StepSucceededEvent(_now, step));
    }

    public Story Did(StepInfo step, double seconds = 0) => Started(step).At((_now - Begin).TotalSeconds + seconds).Succeeded(step);

    public Story Failed(StepInfo step, string message) =>
        Add(new DiagnosticEvent(_now, step.Urn, LogSeverity.Error, message)).Add(new StepFailedEvent(_now, step));

    public Story Said(string urn, LogSeverity severity, string message, bool ephemeral = false) =>
        Add(new DiagnosticEvent(_now, urn, severity, message, ephemeral));

    public Story Wrote(string line) => Add(new ProgramOutputEvent(_now, line, IsError: false));

    public Story Ended(bool isPreview, bool succeeded = true) =>
        Add(new SummaryEvent(_now, isPreview, _now - Begin, _changes.ToImmutableSortedDictionary(), succeeded));

    public Story Add(EngineEvent next)
    {
        _events.Add(next);
        return this;
    }

    public OperationResult Result(PropertyMap? old = null, PropertyMap? @new = null, OperationOutcome outcome = OperationOutcome.Succeeded) => new()
    {
        Outcome = outcome,
        Changes = _changes.ToImmutableSortedDictionary(),
        Duration = _now - Begin,
        Snapshot = Snapshot.Empty,
        OldOutputs = old ?? PropertyMap.Empty,
        Outputs = @new ?? PropertyMap.Empty,
    };
}
