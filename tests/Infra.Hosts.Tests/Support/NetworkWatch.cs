using System.Collections.Concurrent;
using System.Diagnostics.Tracing;

namespace Infra.Hosts.Tests.Support;

/// <summary>Hears of every name that this process looks up and every connection it opens.</summary>
internal sealed class NetworkWatch : EventListener
{
    private static readonly string[] _sources = ["System.Net.Sockets", "System.Net.NameResolution"];

    private readonly ConcurrentQueue<string> _heard = new();

    public IReadOnlyCollection<string> Heard => _heard;

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (_sources.Contains(eventSource.Name))
        {
            EnableEvents(eventSource, EventLevel.Informational);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName is "ConnectStart" or "ResolutionStart")
        {
            _heard.Enqueue($"{eventData.EventName} {string.Join(' ', eventData.Payload ?? [])}");
        }
    }
}
