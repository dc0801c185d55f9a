using Infra.Hosting;
using Infra.Machine.Rendering;
using Infra.Machine.States;
using Infra.Security;
using Pulumi;

namespace Infra.Machine.Deployments;

/// <summary>A site on a server that has nothing before it and its database, if any, on it.</summary>
public static class ServerDeployment
{
    public static DeployedEnvironment Deploy(ProductionEnvironment environment, Site site, ServerTarget target)
    {
        var authority = site.Declaration.Tls is LocalAuthority ? new SiteAuthority(environment) : null;
        var values = SiteValues.Make(environment, site, new() { Address = target.Address, Certificate = authority?.Certify(site, target.Address) });
        var layers = ServerLayers.Serve(environment, site, target, values);
        layers.Certify(layers.Guard());
        return Describe(environment, site, values, target.Address, layers);
    }

    /// <summary>What a person wants to know of it.</summary>
    /// <param name="environment">What was declared.</param>
    /// <param name="site">As its servers show it.</param>
    /// <param name="values">Of <see cref="SiteValues"/>.</param>
    /// <param name="address">Where visitors arrive.</param>
    /// <param name="layers">Of its first server.</param>
    public static DeployedEnvironment Describe(
        ProductionEnvironment environment, Site site, IReadOnlyDictionary<string, Input<string>> values, Input<string> address, ServerLayers layers) => new()
        {
            Url = Placeholder.Fill($"https://{(environment.Declaration.Domain is null ? site.Host : site.DnsNames[0])}/", values).ToOutput(),
            Address = address.ToOutput(),
            Login = Output.Create($"infra ssh --stack {Pulumi.Deployment.Instance.StackName}"),
            Release = layers.Release.ReleaseId,
            CaFile = environment.Declaration.Tls is LocalAuthority ? Output.Create(AuthorityFile.PathFor(site.Name)) : null,
        };
}
