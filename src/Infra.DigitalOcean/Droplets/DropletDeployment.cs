using System.Globalization;
using Infra.Applications;
using Infra.Hosting;
using Infra.Machine.Deployments;
using Infra.Machine.Rendering;
using Infra.Machine.Rendering.FirstBoot;
using Infra.Machine.Resources;
using Infra.Machine.States;
using Infra.Text;
using Pulumi;
using Pulumi.DigitalOcean;
using Pulumi.DigitalOcean.Inputs;

namespace Infra.DigitalOcean.Droplets;

/// <summary>The resources of a site on a Droplet.</summary>
internal sealed class DropletDeployment(ProductionEnvironment environment, DropletSettings settings, DropletChoice choice)
{
    private const int SshPort = 22;

    private readonly Declaration _declaration = environment.Declaration;

    public DeployedEnvironment Deploy()
    {
        var site = SiteOf();
        var login = new KeyPair(Named("login"), new() { Comment = site.AdminUser }, ForEnvironment());
        var hostKey = new KeyPair(Named("host"), new() { Comment = site.Name }, ForEnvironment());
        var tag = new Tag(Named("tag"), new() { Name = Names.ToHostname($"{site.Name}-{Pulumi.Deployment.Instance.StackName}") }, ForEnvironment());
        var network = new Vpc(Named("network"), new() { Region = choice.Region.Id }, ForEnvironment());
        var droplet = MakeDroplet(site, login, hostKey, tag, network);
        var database = choice.DatabaseSize is null ? null : ManagedDatabase.Make(environment, site, choice, network, droplet);
        var address = Address(droplet);
        _ = new Firewall(Named("firewall"), FirewallRules.For(_declaration, SshPort, droplet), ForEnvironment());
        AddProject(droplet);
        var record = MakeRecord(address);
        AlertResources.Add(environment, droplet);
        return ServerDeployment.Deploy(environment, site, ServerRenderer.Render(site), new ServerTarget
        {
            Address = address,
            Port = SshPort,
            User = site.AdminUser,
            PrivateKey = login.PrivateKey,
            HostKey = hostKey.PublicKey,
            Server = droplet,
            DatabaseUrl = database is null ? null : (Input<string>)database.Url,
            DatabaseParts = database?.Parts ?? [],
            DomainRecords = record is null ? [] : [record],
        });
    }

    private Droplet MakeDroplet(Site site, KeyPair login, KeyPair hostKey, Tag tag, Vpc network)
    {
        var key = new SshKey(Named("ssh-key"), new() { Name = tag.Name, PublicKey = login.PublicKey }, ForEnvironment());
        var people = _declaration.Access.AuthorizedKeys;
        var userData = Output.Tuple(login.PublicKey, hostKey.PrivateKey, hostKey.PublicKey)
            .Apply(keys => new UserData(site.AdminUser, [keys.Item1, .. people], keys.Item2, keys.Item3).Render());
        var args = new DropletArgs
        {
            Name = tag.Name,
            Image = choice.Image,
            Size = choice.Size.Id,
            Region = choice.Region.Id,
            VpcUuid = network.Id,
            SshKeys = { key.Fingerprint },
            UserData = userData,
            Monitoring = true,
            GracefulShutdown = true,
            // A disk that has grown cannot shrink: the way back to a smaller size stays open unless a disk is asked for.
            ResizeDisk = _declaration.Hardware.Disk is not null,
            Tags = { tag.Id },
        };
        if (settings.Backups != "none")
        {
            args.Backups = true;
            args.BackupPolicy = new DropletBackupPolicyArgs { Plan = settings.Backups };
        }

        // Read at the first start only. A change of them would replace the server, and the data on it.
        return new Droplet(Named("server"), args, new() { Parent = environment, IgnoreChanges = { "image", "sshKeys", "userData" } });
    }

    private Output<string> Address(Droplet droplet)
    {
        if (!settings.ReservedIp)
        {
            return droplet.Ipv4Address;
        }

        var reserved = new ReservedIp(Named("address"), new() { Region = choice.Region.Id }, ForEnvironment());
        var assigned = new ReservedIpAssignment(Named("address-assignment"), new() { IpAddress = reserved.IpAddress, DropletId = Number(droplet) }, ForEnvironment());
        return assigned.IpAddress;
    }

    private void AddProject(Droplet droplet) => _ = new Project(
        Named("project"),
        new() { Name = $"{environment.Name} ({Pulumi.Deployment.Instance.StackName})", Purpose = "Web Application", Resources = { droplet.DropletUrn } },
        ForEnvironment());

    private DnsRecord? MakeRecord(Output<string> address)
    {
        if (settings.DnsZone is not { Length: > 0 } zone)
        {
            return null;
        }

        var domain = new Domain(Named("zone"), new() { Name = zone }, ForEnvironment());
        var name = _declaration.Domain!.Length == zone.Length ? "@" : _declaration.Domain[..^(zone.Length + 1)];
        return new DnsRecord(Named("record"), new() { Domain = domain.Id, Type = "A", Name = name, Value = address, Ttl = 300 }, ForEnvironment());
    }

    private Site SiteOf()
    {
        var directory = _declaration.Application.DirectoryIn(Pulumi.Deployment.Instance.RootDirectory);
        return new Site(
            environment.Name,
            _declaration,
            DjangoProject.Read((Django)_declaration.Application, directory),
            _declaration.Access.AdminUser,
            SshPort,
            _declaration.Domain is { } domain ? [domain.ToLowerInvariant()] : [],
            Placeholder.Host);
    }

    internal static Output<int> Number(Droplet droplet) => droplet.Id.Apply(id => int.Parse(id, CultureInfo.InvariantCulture));

    private string Named(string part) => $"{environment.Name}-{part}";

    private CustomResourceOptions ForEnvironment() => new() { Parent = environment };
}
