using Infra.Text;

namespace Infra.DigitalOcean.Droplets;

/// <summary>What a Droplet, its key and what belongs to it are called.</summary>
/// <param name="Environment">The name of the environment.</param>
/// <param name="Role">"" for those that run the application, "database" for that of the database.</param>
/// <param name="Suffix">"" for the first of a role, "-2" for the next.</param>
internal sealed record ServerName(string Environment, string Role, string Suffix)
{
    /// <summary>Of a site's servers, counted from 1: the first is called as if it were the only one.</summary>
    public static ServerName OfApplication(string environment, int number) => new(environment, "", number == 1 ? "" : FormattableString.Invariant($"-{number}"));

    public static ServerName OfDatabase(string environment) => new(environment, "database", "");

    /// <summary>The name of a resource: "shop-server-2", "shop-database-host".</summary>
    public string Resource(string part) => $"{Prefix}-{part}{Suffix}";

    /// <summary>What the cloud calls it, unique among all stacks.</summary>
    public string Hostname => Names.ToHostname($"{Environment}-{Pulumi.Deployment.Instance.StackName}{(Role.Length == 0 ? "" : "-" + Role)}{Suffix}");

    private string Prefix => Role.Length == 0 ? Environment : $"{Environment}-{Role}";
}
