using System.Collections.Immutable;
using Infra.Engine.Plugins;
using Infra.Machine.Provider;
using Infra.Protocol.Providers;

namespace Infra.Cli;

/// <summary>The providers that run in this process.</summary>
internal static class BuiltInProviders
{
    public static ProviderCatalog Catalog { get; } = new(
        ImmutableSortedDictionary.CreateRange<string, Func<IProviderHost, IResourceProvider>>(StringComparer.Ordinal, [new("machine", host => new MachineProvider(host))]));
}
