using Infra.Cli.Display;
using Infra.Engine.Diagnostics;
using Infra.Engine.State;

namespace Infra.Cli.Operations;

/// <summary>A destroy that would take protected data along is refused before anything is begun.</summary>
internal static class DataProtection
{
    public static void ThrowIfProtected(Snapshot snapshot, string stack)
    {
        var holding = Names(snapshot.Resources.Where(resource => resource.Protect));
        if (holding.Count > 0)
        {
            throw new InfraException(
                CliCodes.DataProtected, "The stack holds protected data",
                $"Destroying it would delete {string.Join(", ", holding)}. Nothing was changed.",
                $"To lose the data as well:\n    infra destroy --stack {stack} --allow-data-loss\n"
                + "To lift the protection for good, declare it so (for a database: Protect = false), and:\n"
                + $"    infra up --stack {stack}");
        }
    }

    /// <summary>What would be lost: protected resources, databases and the like.</summary>
    public static IReadOnlyList<string> Holding(Snapshot snapshot) =>
        Names(snapshot.Resources.Where(resource => resource.Protect || DataBearing.Is(resource)));

    private static IReadOnlyList<string> Names(IEnumerable<ResourceState> resources) =>
        [.. resources.Where(resource => !resource.Delete).Select(resource => $"{Urns.Kind(resource.Type)} {Urns.Name(resource.Urn)}")];
}
