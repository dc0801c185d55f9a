using System.Collections.Immutable;
using Infra.Engine.Plugins;
using Infra.Machine.Provider;
using Infra.Protocol.Providers;
using Infra.Rehearsal;
using Infra.Tables;
using Infra.Tables.Format;
using Infra.Tables.Offline;

namespace Infra.Cli;

/// <summary>The providers that run in this process, and the facts that stand in for others in previews.</summary>
internal static class BuiltInProviders
{
    public static ProviderCatalog Catalog { get; } = new(
        ImmutableSortedDictionary.CreateRange<string, Func<IProviderHost, IResourceProvider>>(StringComparer.Ordinal, [new("machine", host => new MachineProvider(host))]))
    {
        Rehearsals = ImmutableSortedDictionary.CreateRange<string, Func<IProviderHost, IResourceProvider>>(
            StringComparer.Ordinal, [new("digitalocean", host => new RehearsalProvider(host))]),
        Offline = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("digitalocean", Offline("digitalocean"))]),
    };

    private static OfflinePackage Offline(string name)
    {
        // Read when a program uses the package, not before.
        var package = new Lazy<Table>(() => TableCatalog.Bundled.Find(TableKind.Package, name)
            ?? throw new InvalidOperationException($"this is a bug in infra: it has no tables of {name}"));
        return new OfflinePackage(
            given => OfflineNeeds.MissingCredentials(package.Value, given, Environment.GetEnvironmentVariable),
            (missing, host) => new OfflineProvider(package.Value, TableCatalog.Bundled, missing, host));
    }
}
