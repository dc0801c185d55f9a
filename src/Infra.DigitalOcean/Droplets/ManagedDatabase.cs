using Infra.Machine.Rendering;
using Infra.Text;
using Pulumi;
using Pulumi.DigitalOcean;
using Pulumi.DigitalOcean.Inputs;

namespace Infra.DigitalOcean.Droplets;

/// <summary>A database that DigitalOcean runs, in the server's private network and for that server alone.</summary>
/// <param name="Url">DATABASE_URL; a secret.</param>
/// <param name="Parts">What has to be there before the application uses it.</param>
internal sealed record ManagedDatabase(Output<string> Url, IReadOnlyList<Resource> Parts)
{
    public static ManagedDatabase Make(ProductionEnvironment environment, Site site, DropletChoice choice, Vpc network, Droplet droplet)
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
            new() { ClusterId = cluster.Id, Rules = { new DatabaseFirewallRuleArgs { Type = "droplet", Value = droplet.Id } } },
            new() { Parent = environment });

        // Since PostgreSQL 15 another user than the cluster's own may not make tables until somebody lets it.
        var password = cluster.Password.Apply(Uri.EscapeDataString);
        return new(Output.Format($"postgresql://{cluster.User}:{password}@{cluster.PrivateHost}:{cluster.Port}/{database.Name}?sslmode=require"), [database, sources]);
    }
}
