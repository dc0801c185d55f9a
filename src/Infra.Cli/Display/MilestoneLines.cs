using Infra.Cli.Terminal;
using Infra.Engine.Events;

namespace Infra.Cli.Display;

/// <summary>Off a terminal: one line when a step begins and one when it ends.</summary>
internal sealed class MilestoneLines(Screen screen) : IEngineObserver
{
    private readonly Dictionary<string, DateTimeOffset> _started = new(StringComparer.Ordinal);

    public void OnEvent(EngineEvent engineEvent)
    {
        switch (engineEvent)
        {
            case StepStartedEvent { Step: var step } started when IsShown(step):
                _started[step.Urn] = started.Time;
                Write(step, StepText.Running(step.Op), StepText.Color(step.Op));
                break;
            case StepSucceededEvent { Step: var step } succeeded when IsShown(step):
                var seen = step.Op == StepOp.Refresh ? Finding.Of(step) : null;
                Write(step, $"{StepText.Done(step.Op)} ({Elapsed(step, succeeded.Time)})", seen?.Ink ?? StepText.Color(step.Op), step.New is null && seen is not null ? $"it is {seen.Word}" : StepChanges.Brief(step));
                break;
            case StepFailedEvent { Step: var step } failed:
                Write(step, $"{StepText.Failed(step.Op)} ({Elapsed(step, failed.Time)})", Ink.BoldRed);
                break;
            case CancelEvent:
                screen.Write("Stopping: running steps are finished and saved, no new one begins");
                break;
        }
    }

    private static bool IsShown(StepInfo step) => step.Op != StepOp.Same && !Urns.IsDefaultProvider(step.Urn);

    private string Elapsed(StepInfo step, DateTimeOffset end) =>
        DurationText.Render(end - _started.GetValueOrDefault(step.Urn, end));

    private void Write(StepInfo step, string status, Ink ink, string brief = "") => screen.Write(Line.Of(
        new Span($" {StepText.Symbol(step.Op),-2} ", ink),
        new Span($"{Urns.ShortType(step.Type)} {Urns.Name(step.Urn)} "),
        new Span(status, ink),
        new Span(brief.Length > 0 && step.Op is StepOp.Update or StepOp.Refresh ? " " + brief : "")));
}
