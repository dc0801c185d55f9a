using System.Collections.Immutable;
using Infra.Protocol.Properties;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Kinds;
using Infra.Rehearsal.Platform;

namespace Infra.Rehearsal.Dns;

/// <summary>A domain with the records in it.</summary>
internal sealed record Zone(Thing Domain, ImmutableArray<Thing> Records)
{
    // Names of apps follow them soon.
    private const int TtlOfApps = 60;

    /// <summary>The account's domains, and the platform's own while there is an app: all that the name server answers.</summary>
    public static ImmutableArray<Zone> Of(CloudAccount account)
    {
        var (records, apps) = (account.Of(nameof(DnsRecord)), account.Of(nameof(App)));
        var own = apps.SelectMany(Names).ToArray();
        ImmutableArray<Zone> zones = [.. account.Of(nameof(Kinds.Domain)).Select(d => With(d, [.. records.Where(r => r.Text("domain") == d.Id)], own))];
        return apps.IsEmpty ? zones : zones.Add(new(
            new Thing(nameof(Kinds.Domain), App.Zone, "", PropertyMap.Empty, PropertyMap.Empty, Complete: true), [.. apps.Select(a => Address(App.Zone, a.Text("ingress"), a.Text("address")))]));
    }

    /// <summary>The platform makes the records of an app's names in a zone that it is told; those that are declared win.</summary>
    private static Zone With(Thing domain, ImmutableArray<Thing> records, (string Zone, string Name, string Address)[] own)
    {
        var declared = records.Select(r => DnsName.Full(r.Name, domain.Id)).ToHashSet(StringComparer.Ordinal);
        return new(domain, [.. records, .. own.Where(o => o.Zone == domain.Id && !declared.Contains(o.Name)).Select(o => Address(domain.Id, o.Name, o.Address))]);
    }

    private static IEnumerable<(string Zone, string Name, string Address)> Names(Thing app) =>
        new AppSpec(app.Inputs).Domains.Where(d => d.Text("zone").Length > 0)
            .SelectMany(d => (d.Flag("wildcard") ? new[] { d.Text("name"), "*." + d.Text("name") } : [d.Text("name")]).Select(n => (d.Text("zone"), n, app.Text("address"))));

    private static Thing Address(string zone, string name, string address) => new(
        nameof(DnsRecord), name, "", [new("domain", zone), new("type", "A"), new("name", name == zone ? "@" : name), new("value", address), new("ttl", TtlOfApps)], PropertyMap.Empty, Complete: true);
}
