using Infra.Databases;
using Infra.Hosting;
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
    /// <param name="environment">Whose it is.</param>
    /// <param name="site">The application's.</param>
    /// <param name="choice">Region and size.</param>
    /// <param name="network">The private network of the servers.</param>
    /// <param name="servers">All Droplets that carry it are let in, and no one else.</param>
    /// <param name="changes">Of the cluster's arguments.</param>
    public static ManagedDatabase Make(ProductionEnvironment environment, Site site, DropletChoice choice, Vpc network, Tag servers, ResourceChanges changes)
    {
        var wanted = (PostgreSql)environment.Declaration.Database!;
        var kept = new CustomResourceOptions { Parent = environment, Protect = wanted.Protect };
        var cluster = new DatabaseCluster(
            $"{environment.Name}-database",
            changes.Apply(new DatabaseClusterArgs
            {
                Name = Names.ToHostname($"{site.Name}-{Pulumi.Deployment.Instance.StackName}"),
                Engine = "pg",
                Version = wanted.Version,
                Size = choice.DatabaseSize!.Id,
                Region = choice.Region.Id,
                NodeCount = 1 + wanted.Standbys,
                PrivateNetworkUuid = network.Id,
            }),
            kept);
        var database = new DatabaseDb($"{environment.Name}-data", new() { ClusterId = cluster.Id, Name = site.DatabaseName }, kept);
        var sources = new DatabaseFirewall(
            $"{environment.Name}-database-sources",
            new() { ClusterId = cluster.Id, Rules = { new DatabaseFirewallRuleArgs { Type = "tag", Value = servers.Name } } },
            new() { Parent = environment });
        if (wanted.Pool is not { } pool)
        {
            return new(new(UrlOf(cluster, cluster.PrivateHost, cluster.Port, database.Name), [database, sources]), cluster.ClusterUrn);
        }

        // No name of its own: another size is another pool, and the application goes over to it before the first one ends.
        var pooled = new DatabaseConnectionPool(
            $"{environment.Name}-database-pool",
            new() { ClusterId = cluster.Id, DbName = database.Name, User = cluster.User, Size = pool.Size, Mode = pool.Mode == PoolMode.Session ? "session" : "transaction" },
            new() { Parent = environment });
        return new(new(UrlOf(cluster, pooled.PrivateHost, pooled.Port, pooled.Name), [database, sources, pooled]), cluster.ClusterUrn);
    }

    /// <summary>As the cluster's own user: since PostgreSQL 15 another one may not make tables until somebody lets it.</summary>
    private static Output<string> UrlOf(DatabaseCluster cluster, Output<string> host, Output<int> port, Output<string> name) =>
        Output.Format($"postgresql://{cluster.User}:{cluster.Password.Apply(Uri.EscapeDataString)}@{host}:{port}/{name}?sslmode=require");
}
