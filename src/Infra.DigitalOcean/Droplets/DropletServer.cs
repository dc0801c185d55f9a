using System.Globalization;
using Infra.Machine.Deployments;
using Infra.Machine.Resources;
using Pulumi.DigitalOcean;

namespace Infra.DigitalOcean.Droplets;

/// <summary>A Droplet, and how to get into it.</summary>
/// <param name="Name">Its names.</param>
/// <param name="Droplet">The machine.</param>
/// <param name="HostKey">By which it is known.</param>
internal sealed record DropletServer(ServerName Name, Droplet Droplet, KeyPair HostKey)
{
    public const int SshPort = 22;

    public Pulumi.Output<int> Number => Droplet.Id.Apply(id => int.Parse(id, CultureInfo.InvariantCulture));

    public ServerTarget Target(KeyPair login, string user) => new()
    {
        Address = Droplet.Ipv4Address,
        Port = SshPort,
        User = user,
        PrivateKey = login.PrivateKey,
        HostKey = HostKey.PublicKey,
        Server = Droplet,
        Suffix = Name.Suffix,
    };
}
