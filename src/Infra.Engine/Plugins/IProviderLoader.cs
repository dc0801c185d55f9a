using Infra.Protocol.Providers;

namespace Infra.Engine.Plugins;

/// <summary>Makes providers that are not yet configured.</summary>
internal interface IProviderLoader
{
    /// <exception cref="Diagnostics.InfraException">There is none, with what to do.</exception>
    Task<IResourceProvider> LoadAsync(string package, string version, CancellationToken cancellationToken);
}
