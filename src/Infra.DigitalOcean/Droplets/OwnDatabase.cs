using Infra.Machine.Deployments;
using Infra.Machine.Rendering;
using Infra.Sizing;
using Pulumi.DigitalOcean;

namespace Infra.DigitalOcean.Droplets;

/// <summary>A database on a Droplet of its own, in the servers' private network.</summary>
internal sealed record OwnDatabase(DropletServer Server, ExternalDatabase Database)
{
    private const decimal MiBPerGiB = 1024;

    public static OwnDatabase Make(ProductionEnvironment environment, Site site, DropletFleet fleet, DropletChoice choice, SiteAuthority authority)
    {
        var name = ServerName.OfDatabase(environment.Name);
        var tag = fleet.TagFor(name);
        _ = new Firewall(
            name.Resource("firewall"), FirewallRules.ForDatabase(environment.Declaration, tag, fleet.Tag, DatabaseServerRenderer.PortOf(site)), new() { Parent = environment });
        var size = choice.DatabaseServerSize!;
        var server = fleet.Make(name, size.Id, tag);
        var memory = new Memory((int)(size.MemoryGiB!.Value * MiBPerGiB));
        var sized = site with { Declaration = site.Declaration with { Hardware = site.Declaration.Hardware with { Memory = memory } } };
        var database = DatabaseServerDeployment.Deploy(
            environment, sized, server.Target(fleet.Login, site.AdminUser), server.Droplet.Ipv4AddressPrivate, fleet.Network.IpRange, authority);
        return new(server, database);
    }
}
