using System.Collections.Immutable;
using Infra.Protocol.Properties;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Dns;
using Infra.Rehearsal.Kinds;
using Infra.Rehearsal.Machines;
using Infra.Rehearsal.Network;
using Infra.Rehearsal.Storage;

namespace Infra.Rehearsal;

/// <summary>digitalocean:rehearsal:inspect: what rehearsals have on this computer, and what of it belongs to nothing.</summary>
internal static class Inspection
{
    public const string Token = "digitalocean:rehearsal:inspect";

    public static async Task<PropertyMap> RunAsync(CloudAccount account, IReadOnlyCollection<Kind> kinds, CancellationToken cancellationToken)
    {
        var things = account.Things;
        var left = new List<(string Kind, string Name)>(things.Where(t => !t.Complete).Select(t => ($"half-made {t.Kind}", t.Id)));
        var isGuarded = things.Any(t => t.Kind == nameof(Firewall));
        if (OperatingSystem.IsLinux() && !isGuarded && Environment.IsPrivilegedProcess && await CloudFirewall.ExistsAsync(account.Root, cancellationToken))
        {
            left.Add(("packet filter table", CloudFirewall.TableOf(account.Root)));
        }

        var machines = CloudMachine.Names(account.Root).ToImmutableArray();
        ImmutableArray<string> MachinesOf(Thing thing) => [.. kinds.FirstOrDefault(k => k.Name == thing.Kind)?.MachinesOf(thing).Where(m => machines.Contains(m)) ?? []];
        var owned = things.SelectMany(t => MachinesOf(t)).ToHashSet(StringComparer.Ordinal);
        var isNamed = things.Any(t => t.Kind is nameof(Domain) or nameof(App));
        left.AddRange(machines.Where(n => !owned.Contains(n) && !(isNamed && n == NameServer.Machine)).Select(n => ("machine", n)));
        if (OperatingSystem.IsLinux() && !things.Any(t => t.Kind == nameof(Volume)))
        {
            left.AddRange((await BlockDevices.OfAsync(account, cancellationToken)).Select(d => ("loop device", d)));
        }

        if (things.IsEmpty && Directory.Exists(account.Directory))
        {
            left.Add(("directory", account.Directory));
        }

        return
        [
            new("things", PropertyValue.Array(things.Select(t => (PropertyValue)PropertyMap.From([
                new("kind", t.Kind), new("id", t.Id), new("name", t.Name), new("urn", t.Urn), new("machines", PropertyValue.Array(MachinesOf(t).Select(m => (PropertyValue)m))),
            ])))),
            new("nameServer", NameServer.Address(account) ?? ""),
            new("leftovers", PropertyValue.Array(left.Select(l => (PropertyValue)PropertyMap.From([new("kind", l.Kind), new("name", l.Name)])))),
            new("looked", PropertyValue.Array($"things of the rehearsed cloud in {account.Directory}", $"packet filter table {CloudFirewall.TableOf(account.Root)}")),
        ];
    }
}
