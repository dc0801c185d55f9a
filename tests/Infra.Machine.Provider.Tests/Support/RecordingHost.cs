using System.Collections.Concurrent;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Tests.Support;

/// <summary>Remembers what a provider said.</summary>
internal sealed class RecordingHost : IProviderHost
{
    private readonly ConcurrentQueue<string> _said = new();

    public IReadOnlyCollection<string> Said => _said;

    public void Log(LogSeverity severity, string message, string urn = "", bool ephemeral = false) => _said.Enqueue(message);
}
