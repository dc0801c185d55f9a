using Infra.Hosting;
using Infra.Machine.Deployments;
using Infra.Machine.Rendering;
using Infra.Security;
using Pulumi;
using Pulumi.DigitalOcean;

namespace Infra.DigitalOcean.Droplets;

/// <summary>The resources of a site on one Droplet, or on several behind a load balancer.</summary>
internal sealed class DropletDeployment(ProductionEnvironment environment, DropletSettings settings, DropletChoice choice, ResourceChanges changes)
{
    private readonly Site _site = DropletSites.Of(environment);
    private readonly DropletFleet _fleet = new(environment, settings, choice, changes);

    public DeployedEnvironment Deploy()
    {
        var authority = _site.Declaration.Tls is LocalAuthority || choice.DatabaseServerSize is not null ? new SiteAuthority(environment) : null;
        var servers = Enumerable.Range(1, environment.Declaration.Hardware.Servers)
            .Select(number => _fleet.Make(ServerName.OfApplication(environment.Name, number), choice.Size.Id, _fleet.Tag)).ToList();
        var own = choice.DatabaseServerSize is null ? null : OwnDatabase.Make(environment, _site, _fleet, choice, authority!);
        var managed = choice.DatabaseSize is null ? null : ManagedDatabase.Make(environment, _site, choice, _fleet.Network, _fleet.Tag, changes);
        var parts = new DropletParts
        {
            Environment = environment,
            Settings = settings,
            Choice = choice,
            Changes = changes,
            Site = _site,
            Fleet = _fleet,
            Authority = authority,
            Servers = servers,
            Database = own?.Database ?? managed?.Database,
            Zone = settings.DnsZone is { Length: > 0 } zone ? new Domain($"{environment.Name}-zone", new() { Name = zone }, new() { Parent = environment }) : null,
        };
        var several = servers.Count == 1 ? null : SeveralServers.Deploy(parts);
        var deployed = several?.Deployed ?? OneServer.Deploy(parts);
        List<Droplet> droplets = [.. servers.Append(own?.Server).OfType<DropletServer>().Select(server => server.Droplet)];
        AlertResources.Add(environment, droplets);
        AddProject([.. droplets.Select(droplet => droplet.DropletUrn), .. new[] { managed?.Urn, several?.Balancer.LoadBalancerUrn }.OfType<Output<string>>()]);
        return deployed;
    }

    private void AddProject(IEnumerable<Output<string>> things) => _ = new Project(
        $"{environment.Name}-project",
        new() { Name = $"{environment.Name} ({Pulumi.Deployment.Instance.StackName})", Purpose = "Web Application", Resources = things.Select(thing => (Input<string>)thing).ToList() },
        new() { Parent = environment });
}
