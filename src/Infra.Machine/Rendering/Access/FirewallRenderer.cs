using System.Globalization;

namespace Infra.Machine.Rendering.Access;

/// <summary>A table of its own, so that nothing else's rules are lost when it is loaded.</summary>
internal static class FirewallRenderer
{
    public static string Render(int sshPort, IReadOnlyList<string> sshSources) =>
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
        {{Ssh(sshPort.ToString(CultureInfo.InvariantCulture), sshSources)}}
            tcp dport { 80, 443 } accept
          }

          chain forward {
            type filter hook forward priority filter; policy drop;
            ct state established,related accept
          }
        }

        """;

    private static string Ssh(string port, IReadOnlyList<string> sources)
    {
        if (sources.Count == 0)
        {
            return $"    tcp dport {port} accept";
        }

        return string.Join('\n', sources.Distinct().Order(StringComparer.Ordinal).Select(source =>
            $"    {(source.Contains(':', StringComparison.Ordinal) ? "ip6" : "ip")} saddr {source} tcp dport {port} accept"));
    }
}
