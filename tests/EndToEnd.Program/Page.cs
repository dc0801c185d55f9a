using System.Globalization;
using Pulumi.DigitalOcean;
using Pulumi.DigitalOcean.Inputs;

namespace EndToEnd.Program;

/// <summary>A page on a Droplet of its own, with firewall and name.</summary>
internal static class Page
{
    // The server on 8080 shows that a firewall keeps out what really listens.
    private const string UserData =
        """
        #cloud-config
        runcmd:
          - systemd-run --unit=other --working-directory=/etc/ssl python3 -m http.server 8080
          - apt-get update -qq
          - DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends nginx-light
          - echo 'a rehearsed page' >/var/www/html/index.html
        """;

    public static IDictionary<string, object?> Declare(Pulumi.Config config)
    {
        var key = new SshKey("key", new SshKeyArgs { PublicKey = config.Require("key") });
        var network = new Vpc("network", new VpcArgs { Region = "fra1" });
        var web = new Droplet("web", new DropletArgs
        {
            Image = "debian-12-x64",
            Size = config.Get("size") ?? "s-1vcpu-1gb",
            Region = Region.FRA1,
            SshKeys = { key.Fingerprint },
            VpcUuid = network.Id,
            UserData = UserData,
        });
        _ = new Firewall("wall", new FirewallArgs
        {
            DropletIds = { web.Id.Apply(id => int.Parse(id, CultureInfo.InvariantCulture)) },
            InboundRules = { From("22"), From(config.Get("port") ?? "80") },
            OutboundRules = { To("tcp"), To("udp") },
        });
        var domain = new Domain("domain", new DomainArgs { Name = "page.example" });
        var name = new DnsRecord("name", new DnsRecordArgs { Domain = domain.Id, Type = "A", Name = "www", Value = web.Ipv4Address });
        return new Dictionary<string, object?> { ["address"] = web.Ipv4Address, ["name"] = name.Fqdn, ["droplet"] = web.Id };
    }

    private static FirewallInboundRuleArgs From(string ports) => new() { Protocol = "tcp", PortRange = ports, SourceAddresses = { "0.0.0.0/0" } };

    private static FirewallOutboundRuleArgs To(string protocol) => new() { Protocol = protocol, PortRange = "1-65535", DestinationAddresses = { "0.0.0.0/0" } };
}
