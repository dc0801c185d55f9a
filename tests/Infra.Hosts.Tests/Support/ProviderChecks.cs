using Infra.Machine.Provider;
using Infra.Protocol.Providers;
using Infra.Tables;
using Infra.Tables.Format;
using Infra.Tables.Offline;

namespace Infra.Hosts.Tests.Support;

/// <summary>Asks the providers whether they would take what was registered: ours themselves, others by the tables of their packages.</summary>
internal static class ProviderChecks
{
    public static async Task<IReadOnlyList<string>> ProblemsAsync(IEnumerable<Registered> resources)
    {
        var problems = new List<string>();
        foreach (var resource in resources.Where(resource => !resource.Type.StartsWith("infra:", StringComparison.Ordinal)))
        {
            var package = resource.Type[..resource.Type.IndexOf(':', StringComparison.Ordinal)];
            await using var provider = Provider(package);
            var urn = $"urn:pulumi:test::infra::{resource.Type}::{resource.Name}";
            var checks = await provider.CheckAsync(new CheckArgs(urn, null, WireValues.Of(resource.Inputs), new byte[32]), CancellationToken.None);
            problems.AddRange(checks.Failures.Select(failure => $"{resource.Name}: {failure.Property}: {failure.Reason}"));
        }

        return problems;
    }

    private static IResourceProvider Provider(string package) => package == "machine"
        ? new MachineProvider(new SilentHost())
        : new OfflineProvider(TableCatalog.Bundled.Find(TableKind.Package, package).ShouldNotBeNull(package), TableCatalog.Bundled, "", new SilentHost());
}
