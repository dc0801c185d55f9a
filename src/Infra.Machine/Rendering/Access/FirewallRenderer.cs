using System.Globalization;

namespace Infra.Machine.Rendering.Access;

/// <summary>A table of its own, so that nothing else's rules are lost when it is loaded.</summary>
internal static class FirewallRenderer
{
    /// <param name="openings">Which ports are open for whom, in order.</param>
    public static string Render(params IEnumerable<Opening> openings) =>
        $$"""
        #!/usr/sbin/nft -f

        add table inet infra
        delete table inet infra

        table inet infra {
          chain input {
            type filter hook input priority filter; policy drop;
            ct state established,related accept
            ct state invalid drop
            iifname "lo" accept
            ip protocol icmp icmp type { echo-request, destination-unreachable, time-exceeded, parameter-problem } accept
            meta l4proto ipv6-icmp accept
        {{string.Join('\n', openings.SelectMany(Lines))}}
          }

          chain forward {
            type filter hook forward priority filter; policy drop;
            ct state established,related accept
          }
        }

        """;

    private static IEnumerable<string> Lines(Opening opening)
    {
        var ports = opening.Ports is [var one] ? Number(one) : $"{{ {string.Join(", ", opening.Ports.Select(Number))} }}";
        return opening.Sources.Count == 0
            ? [$"    tcp dport {ports} accept"]
            : opening.Sources.Distinct().Order(StringComparer.Ordinal).Select(source =>
                $"    {(source.Contains(':', StringComparison.Ordinal) ? "ip6" : "ip")} saddr {source} tcp dport {ports} accept");
    }

    private static string Number(int port) => port.ToString(CultureInfo.InvariantCulture);
}
