using Infra.Engine.Events;

namespace Infra.Cli.Json;

/// <summary>Writes each event as one line of JSON: --json of the changing operations, and --event-log.</summary>
internal sealed class EventLines(TextWriter writer, bool isPreview) : IEngineObserver
{
    private int _sequence;

    public void OnEvent(EngineEvent engineEvent)
    {
        writer.Write(JsonText.Line(EventJson.Event(engineEvent, _sequence++, isPreview)) + "\n");
        writer.Flush();
    }
}
