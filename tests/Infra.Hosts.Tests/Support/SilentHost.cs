using Infra.Protocol.Providers;

namespace Infra.Hosts.Tests.Support;

internal sealed class SilentHost : IProviderHost
{
    public void Log(LogSeverity severity, string message, string urn = "", bool ephemeral = false)
    {
    }
}
