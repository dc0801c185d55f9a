using System.Collections.Immutable;
using Infra.Machine.Provider.Local.Network;
using Infra.Protocol.Properties;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Databases;
using Infra.Rehearsal.Kinds;

namespace Infra.Rehearsal.Network;

/// <summary>A Droplet with a firewall, and the rules of all its firewalls together; or a database with trusted sources.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Addresses">All it has.</param>
/// <param name="Inbound">What may come in.</param>
/// <param name="Outbound">What may go out.</param>
internal sealed record GuardedDroplet(string Id, ImmutableArray<string> Addresses, ImmutableArray<FirewallRule> Inbound, ImmutableArray<FirewallRule> Outbound)
{
    /// <summary>An id as a part of a chain's name.</summary>
    public static string ChainId(string id) => id.Replace('-', '_');
}

/// <summary>Something that may pass.</summary>
/// <param name="Protocol">tcp, udp or icmp.</param>
/// <param name="Ports">"80", "8000-9000"; "" for all.</param>
/// <param name="Peers">Addresses and ranges at the other end; null: any.</param>
internal sealed record FirewallRule(string Protocol, string Ports, ImmutableSortedSet<string>? Peers);

/// <summary>Who is guarded, and from what: the account's firewalls, with names and tags resolved into addresses.</summary>
internal sealed record FirewallScene(ImmutableArray<GuardedDroplet> Guarded)
{
    private static readonly ImmutableArray<FirewallRule> _anything = [new("tcp", "", null), new("udp", "", null), new("icmp", "", null)];

    /// <param name="account">Everything there is.</param>
    /// <param name="without">A Droplet to leave out, by its id.</param>
    public static FirewallScene Of(CloudAccount account, string without = "")
    {
        var things = account.Things.Where(t => t.Complete).ToImmutableArray();
        var droplets = things.Where(t => t.Kind == nameof(Droplet)).ToImmutableArray();
        var firewalls = things.Where(t => t.Kind == nameof(Firewall)).ToImmutableArray();
        var peers = new Peers(things, droplets);
        return new(
        [
            .. from droplet in droplets
               where droplet.Id != without
               let guards = firewalls.Where(f => Covers(f, droplet)).ToArray()
               where guards.Length > 0
               select new GuardedDroplet(
                   droplet.Id,
                   peers.AddressesOf(droplet),
                   [.. guards.SelectMany(g => g.Inputs.Objects("inboundRules")).Select(r => peers.Rule(r, "source"))],
                   [.. guards.SelectMany(g => g.Inputs.Objects("outboundRules")).Select(r => peers.Rule(r, "destination"))]),
            .. from cluster in things
               where cluster.Kind == nameof(DatabaseCluster) && cluster.Id != without
               let sources = things.FirstOrDefault(t => t.Kind == nameof(DatabaseFirewall) && t.Text("clusterId") == cluster.Id)
               where sources is not null
               let nodes = DatabaseCluster.StandbyHosts(cluster).Insert(0, cluster.Text("host"))
               select new GuardedDroplet(
                   GuardedDroplet.ChainId(cluster.Id), nodes, [new("tcp", $"{DatabaseServer.Port}-{DatabaseServer.PoolPort}", peers.Sources(sources, cluster.Text("host")).Union(nodes))], _anything),
        ]);
    }

    /// <summary>By its id or by a tag.</summary>
    public static bool Covers(Thing firewall, Thing droplet) =>
        firewall.List("dropletIds").Contains(droplet.Id) || firewall.List("tags").Intersect(droplet.List("tags")).Any();

    /// <summary>Turns names into addresses.</summary>
    private sealed record Peers(ImmutableArray<Thing> Things, ImmutableArray<Thing> Droplets)
    {
        public ImmutableArray<string> AddressesOf(Thing droplet) =>
        [
            .. new[] { droplet.Text("ipv4Address"), droplet.Text(PrivateAddresses.Output) }
                .Concat(Things.Where(t => t.Kind == nameof(ReservedIp) && t.Text("assigned") == droplet.Id).Select(t => t.Id)).Where(a => a.Length > 0),
        ];

        public FirewallRule Rule(PropertyMap rule, string side)
        {
            var ports = rule.Text("portRange") is "all" or "0" ? "" : rule.Text("portRange");
            var addresses = rule.List(side + "Addresses");
            var (ids, tags, balancers) = (rule.List(side + "DropletIds"), rule.List(side + "Tags"), rule.List(side + "LoadBalancerUids"));
            if (addresses.Any(a => Ipv4Range.Parse(a) is { Prefix: 0 }) || (addresses.IsEmpty && ids.IsEmpty && tags.IsEmpty && balancers.IsEmpty))
            {
                return new(rule.Text("protocol"), ports, null);
            }

            var droplets = Members(ids, tags);
            var proxies = Things.Where(t => t.Kind == nameof(LoadBalancer) && balancers.Contains(t.Id))
                .SelectMany(t => new[] { t.Text("ip"), t.Text(PrivateAddresses.Output) }).Where(a => a.Length > 0);
            var listed = addresses.Where(a => Ipv4Range.Parse(a) is not null).ToArray();
            // Whoever rehearses works from one of the networks that the rule lets in.
            var here = listed.Length == 0 ? [] : Droplets.Select(d => AddressPlan.SubnetOf(d.Text("ipv4Address")).Address(1)).Distinct(StringComparer.Ordinal);
            return new(rule.Text("protocol"), ports, [.. droplets, .. proxies, .. listed, .. here]);
        }

        /// <summary>Of a database at an address.</summary>
        public ImmutableSortedSet<string> Sources(Thing firewall, string host)
        {
            ImmutableArray<string> Values(string type) => [.. firewall.Inputs.Objects("rules").Where(r => r.Text("type") == type).Select(r => r.Text("value"))];
            var listed = Values("ip_addr").Where(a => Ipv4Range.Parse(a) is not null).ToArray();
            var apps = Values("app");
            var inside = Things.Where(t => t.Kind == nameof(App) && apps.Contains(t.Id)).Select(t => t.Text("address"));
            return [.. Members(Values("droplet"), Values("tag")), .. inside, .. listed, .. listed.Length == 0 ? [] : new[] { AddressPlan.SubnetOf(host).Address(1) }];
        }

        private IEnumerable<string> Members(ImmutableArray<string> ids, ImmutableArray<string> tags) =>
            Droplets.Where(d => ids.Contains(d.Id) || d.List("tags").Intersect(tags).Any()).SelectMany(d => AddressesOf(d));
    }
}
