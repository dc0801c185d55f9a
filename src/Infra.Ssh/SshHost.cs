using System.Net;
using Infra.Applications;
using Infra.Hosting;
using Infra.Machine.Assessment;
using Infra.Machine.Deployments;
using Infra.Machine.Rendering;
using Pulumi;

namespace Infra.Ssh;

/// <summary>A server one already has, over SSH.</summary>
public sealed class SshHost(SshSettings settings) : Host
{
    public override string Name => "ssh";

    public override IReadOnlyList<Finding> Assess(Declaration declaration) =>
    [
        .. SshAssessment.Of(settings),
        .. ServerAssessment.Of(declaration),
        .. ServerAssessment.OfOneServer(declaration),
        Finding.Emulated(
            Codes.Emulated,
            "Hardware",
            $"The server is as large as it is; the database is set up for the declared {declaration.Hardware.Memory}."),
    ];

    public override IReadOnlyList<CostLine> Estimate(Declaration declaration) =>
        [new("Server of your own", 0, "", "Whatever you pay for it already.")];

    public override DeployedEnvironment Deploy(ProductionEnvironment environment)
    {
        var site = SiteOf(environment);
        return ServerDeployment.Deploy(environment, site, new ServerTarget
        {
            Address = settings.Address!,
            Port = settings.Port,
            User = settings.User!,
            PrivateKey = settings.PrivateKey ?? Output.CreateSecret(IdentityFile.Read(settings.IdentityFile!)),
            HostKey = settings.HostKey!,
        });
    }

    private Site SiteOf(ProductionEnvironment environment)
    {
        var declaration = environment.Declaration;
        var directory = declaration.Application.DirectoryIn(Deployment.Instance.RootDirectory);
        var address = settings.Address!.ToLowerInvariant();
        return new Site(
            environment.Name,
            declaration,
            DjangoProject.Read((Django)declaration.Application, directory),
            settings.User!,
            settings.Port,
            declaration.Domain is { } domain ? [domain.ToLowerInvariant()] : [],
            IPAddress.TryParse(address, out var ip) && ip.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{address}]" : address);
    }
}
