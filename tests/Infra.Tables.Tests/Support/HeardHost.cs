using Infra.Protocol.Providers;

namespace Infra.Tables.Tests.Support;

/// <summary>Remembers what a provider says.</summary>
internal sealed class HeardHost : IProviderHost
{
    public List<(LogSeverity Severity, string Message, string Urn)> Heard { get; } = [];

    public void Log(LogSeverity severity, string message, string urn = "", bool ephemeral = false) => Heard.Add((severity, message, urn));
}
