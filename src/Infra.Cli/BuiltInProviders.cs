using System.Collections.Immutable;
using Infra.Engine.Plugins;
using Infra.Protocol.Providers;

namespace Infra.Cli;

/// <summary>The providers that run in this process.</summary>
internal static class BuiltInProviders
{
    public static ProviderCatalog Catalog { get; } = new(ImmutableSortedDictionary<string, Func<IProviderHost, IResourceProvider>>.Empty);
}
