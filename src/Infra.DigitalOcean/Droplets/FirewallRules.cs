using System.Globalization;
using Pulumi.DigitalOcean;
using Pulumi.DigitalOcean.Inputs;

namespace Infra.DigitalOcean.Droplets;

/// <summary>The cloud's firewalls: what the servers' own let in, and nothing else. Several for one server add up.</summary>
internal static class FirewallRules
{
    private static readonly int[] _web = [80, 443];
    private static readonly string[] _everywhere = ["0.0.0.0/0", "::/0"];

    /// <summary>For servers that visitors reach by themselves.</summary>
    public static FirewallArgs ForWeb(Declaration declaration, Tag servers) =>
        For(declaration, servers, _web.Select(port => new FirewallInboundRuleArgs { Protocol = "tcp", PortRange = Text(port), SourceAddresses = _everywhere }));

    /// <summary>For servers that nobody but who looks after them reaches by this alone.</summary>
    public static FirewallArgs ForAccess(Declaration declaration, Tag servers) => For(declaration, servers, []);

    /// <summary>What a load balancer reaches of its servers.</summary>
    public static FirewallArgs ForBalancer(Tag servers, LoadBalancer balancer) => new()
    {
        Tags = { servers.Id },
        InboundRules = _web.Select(port => new FirewallInboundRuleArgs { Protocol = "tcp", PortRange = Text(port), SourceLoadBalancerUids = { balancer.Id } }).ToArray(),
    };

    /// <summary>For the server of a database: the application's servers reach it.</summary>
    public static FirewallArgs ForDatabase(Declaration declaration, Tag server, Tag application, int port) =>
        For(declaration, server, [new FirewallInboundRuleArgs { Protocol = "tcp", PortRange = Text(port), SourceTags = { application.Id } }]);

    private static FirewallArgs For(Declaration declaration, Tag servers, IEnumerable<FirewallInboundRuleArgs> more)
    {
        var from = declaration.Access.AllowedAddresses is [_, ..] allowed ? [.. allowed] : _everywhere;
        return new()
        {
            Tags = { servers.Id },
            InboundRules =
            (FirewallInboundRuleArgs[])[
                new() { Protocol = "tcp", PortRange = Text(DropletServer.SshPort), SourceAddresses = from },
                .. more,
                new() { Protocol = "icmp", SourceAddresses = _everywhere },
            ],
            OutboundRules = { Outbound("tcp"), Outbound("udp"), new FirewallOutboundRuleArgs { Protocol = "icmp", DestinationAddresses = _everywhere } },
        };
    }

    private static FirewallOutboundRuleArgs Outbound(string protocol) => new() { Protocol = protocol, PortRange = "1-65535", DestinationAddresses = _everywhere };

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
