using System.Globalization;
using Pulumi.DigitalOcean;
using Pulumi.DigitalOcean.Inputs;

namespace Infra.DigitalOcean.Droplets;

/// <summary>The cloud's firewall: what the server's own lets in, and nothing else.</summary>
internal static class FirewallRules
{
    private static readonly string[] _everywhere = ["0.0.0.0/0", "::/0"];

    public static FirewallArgs For(Declaration declaration, int sshPort, Droplet droplet)
    {
        var from = declaration.Access.AllowedAddresses is [_, ..] allowed ? [.. allowed] : _everywhere;
        return new()
        {
            DropletIds = { DropletDeployment.Number(droplet) },
            InboundRules = { Inbound(sshPort, from), Inbound(80, _everywhere), Inbound(443, _everywhere), new FirewallInboundRuleArgs { Protocol = "icmp", SourceAddresses = _everywhere } },
            OutboundRules = { Outbound("tcp"), Outbound("udp"), new FirewallOutboundRuleArgs { Protocol = "icmp", DestinationAddresses = _everywhere } },
        };
    }

    private static FirewallInboundRuleArgs Inbound(int port, string[] from) =>
        new() { Protocol = "tcp", PortRange = port.ToString(CultureInfo.InvariantCulture), SourceAddresses = from };

    private static FirewallOutboundRuleArgs Outbound(string protocol) => new() { Protocol = protocol, PortRange = "1-65535", DestinationAddresses = _everywhere };
}
