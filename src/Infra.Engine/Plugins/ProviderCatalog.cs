using System.Collections.Immutable;
using Infra.Protocol.Providers;

namespace Infra.Engine.Plugins;

/// <summary>Providers that run in this process, by package name. Others are looked for as plugins.</summary>
public sealed record ProviderCatalog(ImmutableSortedDictionary<string, Func<IProviderHost, IResourceProvider>> InProcess)
{
    /// <summary>Packages that can be previewed where their plugins cannot be asked.</summary>
    public ImmutableSortedDictionary<string, OfflinePackage> Offline { get; init; } = ImmutableSortedDictionary<string, OfflinePackage>.Empty;

    /// <summary>What takes a cloud's place in a rehearsal, by package name.</summary>
    public ImmutableSortedDictionary<string, Func<IProviderHost, IResourceProvider>> Rehearsals { get; init; } =
        ImmutableSortedDictionary<string, Func<IProviderHost, IResourceProvider>>.Empty;

    public static ProviderCatalog Empty { get; } = new(ImmutableSortedDictionary<string, Func<IProviderHost, IResourceProvider>>.Empty);
}
