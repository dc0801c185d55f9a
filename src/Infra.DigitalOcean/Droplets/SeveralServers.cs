using Infra.Hosting;
using Infra.Machine.Deployments;
using Pulumi.DigitalOcean;

namespace Infra.DigitalOcean.Droplets;

/// <summary>A site whose visitors reach its servers through a load balancer.</summary>
/// <param name="Deployed">What a person wants to know of it.</param>
/// <param name="Balancer">What visitors reach.</param>
internal sealed record SeveralServers(DeployedEnvironment Deployed, LoadBalancer Balancer)
{
    public static SeveralServers Deploy(DropletParts parts)
    {
        var (environment, site) = (parts.Environment, parts.Site);
        _ = new Firewall(parts.Named("firewall"), FirewallRules.ForAccess(environment.Declaration, parts.Fleet.Tag), parts.Options());
        var certificate = parts.Authority!.Certify(site, null);
        var values = SiteValues.Make(environment, site, new() { Certificate = certificate, Network = parts.Fleet.Network.IpRange, Database = parts.Database });
        List<ServerLayers> layers = [];
        foreach (var server in parts.Servers)
        {
            var target = server.Target(parts.Fleet.Login, site.AdminUser);
            layers.Add(ServerLayers.Serve(environment, site.On(layers.Count + 1), target, values, parts.Database, layers.LastOrDefault()));
        }

        var balancer = WebBalancer.Make(parts, WebBalancer.Certify(parts, certificate), layers.Select(server => server.Release));
        var firewall = new Firewall(parts.Named("balancer-firewall"), FirewallRules.ForBalancer(parts.Fleet.Tag, balancer), parts.Options());
        var record = parts.Record(balancer.Ip, firewall);
        // The first may have been the only one until now: it is closed to visitors once the name leads to the load balancer.
        layers[0].Guard([firewall, .. record]);
        foreach (var server in layers.Skip(1))
        {
            server.Guard();
        }

        return new(ServerDeployment.Describe(environment, site, values, balancer.Ip, layers[0]), balancer);
    }
}
