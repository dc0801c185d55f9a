using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Local;

/// <summary>Tells people about the work on one resource.</summary>
internal sealed class Narrator(IProviderHost host, string urn)
{
    /// <summary>Where the work stands; the next one takes its place.</summary>
    public void Progress(string message) => host.Log(LogSeverity.Info, message, urn, ephemeral: true);

    /// <summary>Something to remember.</summary>
    public void Notice(string message) => host.Log(LogSeverity.Info, message, urn);

    /// <summary>Something that is not as it was asked for.</summary>
    public void Warn(string message) => host.Log(LogSeverity.Warning, message, urn);
}
