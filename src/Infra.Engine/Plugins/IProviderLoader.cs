using Infra.Protocol.Providers;

namespace Infra.Engine.Plugins;

/// <summary>Makes providers that are not yet configured.</summary>
internal interface IProviderLoader : IAsyncDisposable
{
    /// <exception cref="Diagnostics.InfraException">There is none, with what to do.</exception>
    Task<IResourceProvider> LoadAsync(PluginRequest request, CancellationToken cancellationToken);
}
