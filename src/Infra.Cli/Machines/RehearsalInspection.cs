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
        foreach (var (package, create) in providers.Rehearsals)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(_timeout);
            await using var provider = create(LocalMachines.SilentHost.Instance);
            var found = (await provider.InvokeAsync(new InvokeArgs($"{package}:rehearsal:inspect", PropertyMap.Empty, Preview: false), limit.Token)).Return;
            var own = $"urn:pulumi:{stack.Name}::{stack.Project.Name}::";
            var left = Objects(found, "things").Where(thing => Text(thing, "urn").StartsWith(own, StringComparison.Ordinal) && !known.Contains(Text(thing, "urn")))
                .Select(thing => $"{Text(thing, "kind")} {Text(thing, "name")} ({Text(thing, "id")})");
            var inspection = LocalInspection.From(found);
            all = all.And(inspection with { Leftovers = [.. inspection.Leftovers, .. left] });
        }

        return all;
    }

    private static IEnumerable<PropertyMap> Objects(PropertyMap map, string name) =>
        map.Find(name) is ArrayValue list ? list.Items.Select(item => item.Unwrap()).OfType<ObjectValue>().Select(item => item.Properties) : [];

    private static string Text(PropertyMap map, string name) => map.Find(name) is StringValue text ? text.Value : "";
}
