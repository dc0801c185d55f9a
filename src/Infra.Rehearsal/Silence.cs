using Infra.Machine.Provider.Local;
using Infra.Protocol.Providers;

namespace Infra.Rehearsal;

/// <summary>Tells nobody.</summary>
internal sealed class Silence : IProviderHost
{
    public static Narrator Narrator { get; } = new(new Silence(), "");

    public void Log(LogSeverity severity, string message, string urn = "", bool ephemeral = false)
    {
    }
}
