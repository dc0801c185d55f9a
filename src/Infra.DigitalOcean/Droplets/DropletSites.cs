using Infra.Applications;
using Infra.Machine.Rendering;
using Infra.Machine.States;
using Infra.Security;

namespace Infra.DigitalOcean.Droplets;

/// <summary>An environment as its Droplets show it.</summary>
internal static class DropletSites
{
    private const int MinutesBetweenReboots = 15;

    public static Site Of(ProductionEnvironment environment)
    {
        var declaration = environment.Declaration;
        var project = DjangoProject.Read((Django)declaration.Application, declaration.Application.DirectoryIn(Pulumi.Deployment.Instance.RootDirectory));
        string[] names = declaration.Domain is { } domain ? [domain.ToLowerInvariant()] : [];
        return declaration.Hardware.Servers == 1
            ? new Site(environment.Name, declaration, project, declaration.Access.AdminUser, DropletServer.SshPort, names, Placeholder.Host)
            : new Site(environment.Name, BehindBalancer(declaration), project, declaration.Access.AdminUser, DropletServer.SshPort, names, names[0])
            {
                BalancerNetwork = Placeholder.Network,
            };
    }

    /// <summary>As the server with that number shows it: they do not restart at the same time.</summary>
    public static Site On(this Site site, int number) => site.Declaration.OperatingSystem.RebootAt is not { } time
        ? site
        : site with { Declaration = site.Declaration with { OperatingSystem = site.Declaration.OperatingSystem with { RebootAt = time.AddMinutes((number - 1) * MinutesBetweenReboots) } } };

    /// <summary>Visitors see the load balancer's certificate; it sees one of the environment's own authority.</summary>
    private static Declaration BehindBalancer(Declaration declaration) => declaration with { Tls = declaration.Tls as LocalAuthority ?? new LocalAuthority() };
}
