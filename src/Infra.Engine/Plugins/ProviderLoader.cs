using Infra.Engine.Execution;
using Infra.Engine.Workspace;
using Infra.Protocol.Providers;

namespace Infra.Engine.Plugins;

/// <summary>Finds a package's provider: in this process, or as a plugin by Pulumi's rules.</summary>
internal sealed class ProviderLoader(ProviderCatalog catalog, Project project, EventSink events) : IProviderLoader, IProviderHost
{
    public Task<IResourceProvider> LoadAsync(string package, string version, CancellationToken cancellationToken)
    {
        if (catalog.InProcess.TryGetValue(package, out var make))
        {
            return Task.FromResult(make(this));
        }

        var plugin = new PluginLocator(project, PluginEnvironment.Current()).Find(package, version);
        throw new NotImplementedException(plugin);
    }

    public void Log(LogSeverity severity, string message, string urn = "", bool ephemeral = false) =>
        events.Diagnose(urn, severity, message, ephemeral);
}
