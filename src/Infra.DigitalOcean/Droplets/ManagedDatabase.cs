using Infra.Machine.Deployments;
using Infra.Machine.Rendering;
using Infra.Text;
using Pulumi;
using Pulumi.DigitalOcean;
using Pulumi.DigitalOcean.Inputs;

namespace Infra.DigitalOcean.Droplets;

/// <summary>A database that DigitalOcean runs, in the servers' private network and for those servers alone.</summary>
/// <param name="Database">What the application knows of it.</param>
/// <param name="Urn">The cloud's name for the cluster.</param>
internal sealed record ManagedDatabase(ExternalDatabase Database, Output<string> Urn)
{
    public static ManagedDatabase Make(ProductionEnvironment environment, Site site, DropletChoice choice, Vpc network, Tag servers)
    {
        var wanted = environment.Declaration.Database!;
        var kept = new CustomResourceOptions { Parent = environment, Protect = wanted.Protect };
        var cluster = new DatabaseCluster(
            $"{environment.Name}-database",
            new()
            {
                Name = Names.ToHostname($"{site.Name}-{Pulumi.Deployment.Instance.StackName}"),
                Engine = "pg",
                Version = wanted.Version,
                Size = choice.DatabaseSize!.Id,
                Region = choice.Region.Id,
                NodeCount = 1,
                PrivateNetworkUuid = network.Id,
            },
            kept);
        var database = new DatabaseDb($"{environment.Name}-data", new() { ClusterId = cluster.Id, Name = site.DatabaseName }, kept);
        var sources = new DatabaseFirewall(
            $"{environment.Name}-database-sources",
            new() { ClusterId = cluster.Id, Rules = { new DatabaseFirewallRuleArgs { Type = "tag", Value = servers.Name } } },
            new() { Parent = environment });

        // Since PostgreSQL 15 another user than the cluster's own may not make tables until somebody lets it.
        var password = cluster.Password.Apply(Uri.EscapeDataString);
        var url = Output.Format($"postgresql://{cluster.User}:{password}@{cluster.PrivateHost}:{cluster.Port}/{database.Name}?sslmode=require");
        return new(new ExternalDatabase(url, [database, sources]), cluster.ClusterUrn);
    }
}
