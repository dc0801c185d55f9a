using Infra.Engine.Diagnostics;
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
        throw new InfraException(
            "INF4303", "The provider's plugin cannot be run yet", $"The package '{package}' needs {plugin}; this engine runs only the providers it brings along ({string.Join(", ", catalog.InProcess.Keys)}).",
            "Use the official CLI for this stack; its state and configuration are the same.");
    }

    public void Log(LogSeverity severity, string message, string urn = "", bool ephemeral = false) =>
        events.Diagnose(urn, severity, message, ephemeral);
}
