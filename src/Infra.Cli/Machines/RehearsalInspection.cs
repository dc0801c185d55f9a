using System.Collections.Immutable;
using Infra.Cli.Stacks;
using Infra.Engine.Plugins;
using Infra.Engine.State;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Cli.Machines;

/// <summary>Asks the rehearsed clouds what they still have on this computer, without a stack.</summary>
internal static class RehearsalInspection
{
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(30);

    /// <summary>Things of the stack that its state does not have, and what belongs to nothing.</summary>
    public static async Task<LocalInspection> RunAsync(ProviderCatalog providers, OpenedStack stack, Snapshot after, CancellationToken cancellationToken)
    {
        var all = new LocalInspection([], [], [], []);
        var known = after.Resources.Select(resource => resource.Urn).ToHashSet(StringComparer.Ordinal);
        var own = $"urn:pulumi:{stack.Name}::{stack.Project.Name}::";
        foreach (var found in await InspectAsync(providers, cancellationToken))
        {
            var left = RehearsalHolding.Objects(found, "things")
                .Where(thing => RehearsalHolding.Text(thing, "urn").StartsWith(own, StringComparison.Ordinal) && !known.Contains(RehearsalHolding.Text(thing, "urn")))
                .Select(thing => $"{RehearsalHolding.Text(thing, "kind")} {RehearsalHolding.Text(thing, "name")} ({RehearsalHolding.Text(thing, "id")})");
            var inspection = LocalInspection.From(found);
            all = all.And(inspection with { Leftovers = [.. inspection.Leftovers, .. left] });
        }

        return all;
    }

    /// <summary>What the rehearsals of all stacks have, and what belongs to none.</summary>
    public static async Task<(ImmutableArray<RehearsalHolding> Holdings, ImmutableArray<string> Leftovers)> RunAsync(ProviderCatalog providers, CancellationToken cancellationToken)
    {
        var found = await InspectAsync(providers, cancellationToken);
        return ([.. found.SelectMany(cloud => RehearsalHolding.From(cloud))], [.. found.SelectMany(cloud => LocalInspection.From(cloud).Leftovers)]);
    }

    private static async Task<ImmutableArray<PropertyMap>> InspectAsync(ProviderCatalog providers, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<PropertyMap>();
        foreach (var (package, create) in providers.Rehearsals)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(_timeout);
            await using var provider = create(LocalMachines.SilentHost.Instance);
            found.Add((await provider.InvokeAsync(new InvokeArgs($"{package}:rehearsal:inspect", PropertyMap.Empty, Preview: false), limit.Token)).Return);
        }

        return found.ToImmutable();
    }
}
