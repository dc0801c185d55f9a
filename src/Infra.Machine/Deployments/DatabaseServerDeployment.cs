using Infra.Machine.Rendering;
using Infra.Machine.Resources;
using Infra.Machine.States;
using Pulumi;

namespace Infra.Machine.Deployments;

/// <summary>The database of a site on a server of its own, reached over the private network and TLS.</summary>
public static class DatabaseServerDeployment
{
    /// <param name="environment">Parent of it all.</param>
    /// <param name="site">Whose database it is.</param>
    /// <param name="target">The server.</param>
    /// <param name="address">Its address in the private network.</param>
    /// <param name="network">The private network.</param>
    /// <param name="authority">Certifies the server to the application.</param>
    public static ExternalDatabase Deploy(
        ProductionEnvironment environment, Site site, ServerTarget target, Output<string> address, Input<string> network, SiteAuthority authority)
    {
        var state = DatabaseServerRenderer.Render(site, Placeholder.Network);
        var password = new Password($"{site.Name}-database-password", new() { Length = 40 }, new() { Parent = environment });
        var certificate = authority.Certify("database-tls", [], new InputList<string> { address });
        var resources = new ServerResources(environment, target, new Dictionary<string, Input<string>>(StringComparer.Ordinal)
        {
            [Placeholder.Network] = network,
            [Placeholder.Certificate] = certificate.Chain,
            [Placeholder.CertificateKey] = certificate.PrivateKey,
        });
        resources.Configure(state.System);
        var access = resources.Configure(state.Access);
        var data = resources.Data($"{site.Name}-database-data", state.Data, password.Value, resources.Configure(state.Database));
        return new(Output.Tuple(address, password.Value).Apply(known => DatabaseServerRenderer.Url(site, known.Item1, known.Item2)), [data, access])
        {
            Authority = authority.Certificate,
        };
    }
}
