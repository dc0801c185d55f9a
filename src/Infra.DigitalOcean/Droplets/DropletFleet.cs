using Infra.Hosting;
using Infra.Machine.Rendering.FirstBoot;
using Infra.Machine.Resources;
using Pulumi;
using Pulumi.DigitalOcean;
using Pulumi.DigitalOcean.Inputs;

namespace Infra.DigitalOcean.Droplets;

/// <summary>What the Droplets of an environment have in common, and how one of them is made.</summary>
internal sealed class DropletFleet
{
    private readonly ProductionEnvironment _environment;
    private readonly DropletSettings _settings;
    private readonly DropletChoice _choice;
    private readonly ResourceChanges _changes;
    private readonly SshKey _key;

    public DropletFleet(ProductionEnvironment environment, DropletSettings settings, DropletChoice choice, ResourceChanges changes)
    {
        (_environment, _settings, _choice, _changes) = (environment, settings, choice, changes);
        var name = ServerName.OfApplication(environment.Name, 1);
        Login = new KeyPair(name.Resource("login"), new() { Comment = AdminUser }, Options());
        Network = new Vpc(name.Resource("network"), new() { Region = choice.Region.Id }, Options());
        Tag = TagFor(name);
        _key = new SshKey(name.Resource("ssh-key"), new() { Name = name.Hostname, PublicKey = Login.PublicKey }, Options());
    }

    /// <summary>The one key that is let in everywhere.</summary>
    public KeyPair Login { get; }

    public Vpc Network { get; }

    /// <summary>Of the servers that run the application: who has it is guarded and trusted as one of them.</summary>
    public Tag Tag { get; }

    private string AdminUser => _environment.Declaration.Access.AdminUser;

    public Tag TagFor(ServerName name) => new(name.Resource("tag"), new() { Name = name.Hostname }, Options());

    /// <param name="name">What it is called.</param>
    /// <param name="size">A size's slug.</param>
    /// <param name="tag">What it is one of.</param>
    public DropletServer Make(ServerName name, string size, Tag tag)
    {
        var hostKey = new KeyPair(name.Resource("host"), new() { Comment = _environment.Name }, Options());
        var args = new DropletArgs
        {
            Name = name.Hostname,
            Image = _choice.Image,
            Size = size,
            Region = _choice.Region.Id,
            VpcUuid = Network.Id,
            SshKeys = { _key.Fingerprint },
            UserData = FirstBoot(hostKey),
            Monitoring = true,
            GracefulShutdown = true,
            // A disk that has grown cannot shrink: the way back to a smaller size stays open unless a disk is asked for.
            ResizeDisk = _environment.Declaration.Hardware.Disk is not null,
            Tags = { tag.Id },
        };
        if (_settings.Backups != "none")
        {
            args.Backups = true;
            args.BackupPolicy = new DropletBackupPolicyArgs { Plan = _settings.Backups };
        }

        // Read at the first start only. A change of them would replace the server, and the data on it.
        var droplet = new Droplet(name.Resource("server"), _changes.Apply(args), new() { Parent = _environment, IgnoreChanges = { "image", "sshKeys", "userData" } });
        return new(name, droplet, hostKey);
    }

    private Output<string> FirstBoot(KeyPair hostKey) => Output.Tuple(Login.PublicKey, hostKey.PrivateKey, hostKey.PublicKey)
        .Apply(keys => new UserData(AdminUser, [keys.Item1, .. _environment.Declaration.Access.AuthorizedKeys], keys.Item2, keys.Item3).Render());

    private CustomResourceOptions Options() => new() { Parent = _environment };
}
