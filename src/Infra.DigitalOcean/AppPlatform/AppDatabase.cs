using Pulumi;
using Pulumi.DigitalOcean;
using Pulumi.DigitalOcean.Inputs;

namespace Infra.DigitalOcean.AppPlatform;

/// <summary>The database of an app.</summary>
/// <param name="Component">What the app knows of it: it fills in the address and the password itself, which so pass through nothing else.</param>
/// <param name="Cluster">Null: a database for development, which is a part of the app.</param>
internal sealed record AppDatabase(AppSpecDatabaseArgs Component, DatabaseCluster? Cluster)
{
    /// <summary>Among an app's components.</summary>
    public static string NameIn(ProductionEnvironment environment) => $"{environment.Name}-data";

    public static AppDatabase? Make(ProductionEnvironment environment, AppSettings settings, AppChoice choice)
    {
        if (environment.Declaration.Database is not { } wanted || choice.DatabaseSize is not { } size)
        {
            return null;
        }

        var component = new AppSpecDatabaseArgs { Name = NameIn(environment), Engine = "PG", Version = wanted.Version, Production = !settings.DevDatabase };
        if (settings.DevDatabase)
        {
            return new(component, null);
        }

        var kept = new CustomResourceOptions { Parent = environment, Protect = wanted.Protect };
        var cluster = new DatabaseCluster(
            $"{environment.Name}-database",
            new()
            {
                Name = AppName.Of(environment.Name, Pulumi.Deployment.Instance.StackName),
                Engine = "pg",
                Version = wanted.Version,
                Size = size.Id,
                Region = choice.Region.Id,
                NodeCount = 1,
            },
            kept);
        var database = new DatabaseDb($"{environment.Name}-data", new() { ClusterId = cluster.Id, Name = wanted.Name ?? environment.Name }, kept);
        component.ClusterName = cluster.Name;
        component.DbName = database.Name;
        // Since PostgreSQL 15 another user than the cluster's own may not make tables until somebody lets it.
        component.DbUser = cluster.User;
        return new(component, cluster);
    }

    /// <summary>From then on the cluster answers nobody but the app.</summary>
    public void AdmitOnly(App app, ProductionEnvironment environment)
    {
        if (Cluster is not null)
        {
            _ = new DatabaseFirewall(
                $"{environment.Name}-database-sources",
                new() { ClusterId = Cluster.Id, Rules = { new DatabaseFirewallRuleArgs { Type = "app", Value = app.Id } } },
                new() { Parent = environment });
        }
    }
}
