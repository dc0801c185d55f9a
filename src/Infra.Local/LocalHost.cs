using System.Globalization;
using Infra.Applications;
using Infra.Hosting;
using Infra.Machine.Assessment;
using Infra.Machine.Deployments;
using Infra.Machine.Rendering;
using Infra.Machine.Resources;
using Infra.Machine.States;
using Infra.Text;
using Pulumi;
using OperatingSystem = Infra.OperatingSystems.OperatingSystem;

namespace Infra.Local;

/// <summary>A machine on this computer.</summary>
public sealed class LocalHost : Host
{
    private const int SshPort = 22;

    public override string Name => "local";

    public override IReadOnlyList<Finding> Assess(Declaration declaration) => [.. ServerAssessment.Of(declaration), .. ServerAssessment.OfOneServer(declaration), .. ServerAssessment.OfPrivateServer(declaration), .. AssessSystem(declaration), .. AssessHardware(declaration)];

    public override IReadOnlyList<CostLine> Estimate(Declaration declaration) =>
    [
        new("Machine on this computer", 0, "", $"Uses up to {declaration.Hardware.Vcpus} of its processors and {declaration.Hardware.Memory} of its memory."),
    ];

    public override DeployedEnvironment Deploy(ProductionEnvironment environment)
    {
        var declaration = environment.Declaration;
        var site = SiteOf(environment);
        var login = new KeyPair($"{site.Name}-login", new() { Comment = site.AdminUser }, new() { Parent = environment });
        var hostKey = new KeyPair($"{site.Name}-host", new() { Comment = site.Name }, new() { Parent = environment });
        var server = new LocalServer(
            $"{site.Name}-server",
            new()
            {
                Hostname = Names.ToHostname($"{site.Name}-{Deployment.Instance.StackName}"),
                Image = "debian-12",
                AdminUser = site.AdminUser,
                AuthorizedKeys = { login.PublicKey },
                HostPublicKey = hostKey.PublicKey,
                HostPrivateKey = hostKey.PrivateKey,
                Packages = ServerRenderer.Render(site).Packages.ToList(),
                Memory = declaration.Hardware.Memory.MiB,
                Vcpus = Math.Min(declaration.Hardware.Vcpus, Environment.ProcessorCount),
            },
            new() { Parent = environment });
        var deployed = ServerDeployment.Deploy(environment, site, new ServerTarget
        {
            Address = server.Address,
            Port = SshPort,
            User = site.AdminUser,
            PrivateKey = login.PrivateKey,
            HostKey = hostKey.PublicKey,
            Server = server,
        });
        return deployed with { Hostname = server.Hostname };
    }

    private static Site SiteOf(ProductionEnvironment environment)
    {
        var declaration = environment.Declaration;
        var directory = declaration.Application.DirectoryIn(Deployment.Instance.RootDirectory);
        return new Site(
            environment.Name,
            declaration,
            DjangoProject.Read((Django)declaration.Application, directory),
            declaration.Access.AdminUser,
            SshPort,
            [declaration.Domain?.ToLowerInvariant() ?? $"{environment.Name}.test"],
            Placeholder.Host);
    }

    private static IEnumerable<Finding> AssessSystem(Declaration declaration)
    {
        if (declaration.OperatingSystem with { RebootAt = null } != OperatingSystem.Debian12)
        {
            yield return Finding.Impossible(
                Codes.NotAvailable,
                "OperatingSystem",
                $"Machines on this computer are made from Debian's archive; {declaration.OperatingSystem} cannot be.",
                "Declare Debian 12, or choose a host that has it:\ninfra config set operatingSystem debian-12");
        }
    }

    private static IEnumerable<Finding> AssessHardware(Declaration declaration)
    {
        if (declaration.Hardware.Vcpus > Environment.ProcessorCount)
        {
            yield return Finding.Emulated(
                Codes.Emulated,
                "Hardware.Vcpus",
                string.Create(CultureInfo.InvariantCulture, $"This computer has {Environment.ProcessorCount} processors; the machine gets all of them instead of {declaration.Hardware.Vcpus}."));
        }

        if (declaration.Hardware.Disk is { } disk)
        {
            yield return Finding.Emulated(Codes.Emulated, "Hardware.Disk", $"The machine shares this computer's disk; {disk} are not set aside.");
        }
    }
}
