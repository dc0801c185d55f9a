using System.Collections.Immutable;
using Infra.Protocol.Providers;

namespace Infra.Engine.Plugins;

/// <summary>Providers that run in this process, by package name. Others are looked for as plugins.</summary>
public sealed record ProviderCatalog(ImmutableSortedDictionary<string, Func<IProviderHost, IResourceProvider>> InProcess)
{
    public static ProviderCatalog Empty { get; } = new(ImmutableSortedDictionary<string, Func<IProviderHost, IResourceProvider>>.Empty);
}
