using Infra.Hosting;
using Infra.Machine.Deployments;
using Infra.Security;
using Pulumi;
using Pulumi.DigitalOcean;

namespace Infra.DigitalOcean.Droplets;

/// <summary>A site whose visitors reach its server by themselves.</summary>
internal static class OneServer
{
    public static DeployedEnvironment Deploy(DropletParts parts)
    {
        var (environment, site) = (parts.Environment, parts.Site);
        var address = Address(parts);
        var firewall = new Firewall(parts.Named("firewall"), FirewallRules.ForWeb(environment.Declaration, parts.Fleet.Tag), parts.Options());
        var certificate = site.Declaration.Tls is LocalAuthority ? parts.Authority!.Certify(site, address) : null;
        var values = SiteValues.Make(environment, site, new() { Address = address, Certificate = certificate, Database = parts.Database });
        var target = parts.Servers[0].Target(parts.Fleet.Login, site.AdminUser) with { Address = address };
        var layers = ServerLayers.Serve(environment, site, target, values, parts.Database);
        var access = layers.Guard();
        // The name may have led to a load balancer until now: it comes back when the server is open for everybody.
        var record = parts.Record(address, firewall, access, layers.WebServer);
        layers.Certify([access, .. record]);
        return ServerDeployment.Describe(environment, site, values, address, layers);
    }

    private static Output<string> Address(DropletParts parts)
    {
        var server = parts.Servers[0];
        if (!parts.Settings.ReservedIp)
        {
            return server.Droplet.Ipv4Address;
        }

        var reserved = new ReservedIp(parts.Named("address"), new() { Region = parts.Choice.Region.Id }, parts.Options());
        return new ReservedIpAssignment(parts.Named("address-assignment"), new() { IpAddress = reserved.IpAddress, DropletId = server.Number }, parts.Options()).IpAddress;
    }
}
