using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Infra.Protocol.Properties;
using Infra.Rehearsal.Account;

namespace Infra.Rehearsal.Balancing;

/// <summary>A Droplet behind a load balancer.</summary>
internal sealed record Backend(string Id, string Address);

/// <summary>A load balancer as a configuration of HAProxy. Pure.</summary>
internal static class HaproxyConfiguration
{
    public const string Certificates = "/etc/haproxy/certs";

    public static string Render(PropertyMap balancer, ImmutableArray<Backend> backends)
    {
        var idle = balancer.Number("httpIdleTimeoutSeconds") ?? 60;
        var text = new StringBuilder(
            $"""
            global
              user haproxy
              group haproxy
              maxconn 4000
              ssl-default-bind-options ssl-min-ver TLSv1.2 no-tls-tickets
            defaults
              timeout connect 2s
              timeout client {idle}s
              timeout server {idle}s
              retries 3
              option redispatch 1

            """);
        foreach (var rule in balancer.Objects("forwardingRules"))
        {
            Frontend(text, balancer, rule);
            Servers(text, balancer, rule, backends);
        }

        return text.ToString();
    }

    /// <summary>The name of a certificate's file on the load balancer.</summary>
    public static string FileOf(string certificate) => Uri.EscapeDataString(certificate) + ".pem";

    private static void Frontend(StringBuilder text, PropertyMap balancer, PropertyMap rule)
    {
        var port = Port(rule, "entryPort");
        text.Append($"frontend entry_{port}\n  mode {(IsHttp(rule) ? "http" : "tcp")}\n");
        var tls = EndsTls(rule) ? $" ssl crt {Certificates}/{FileOf(CertificateOf(rule))} alpn {(rule.Text("entryProtocol") == "http2" ? "h2,http/1.1" : "http/1.1")}" : "";
        text.Append($"  bind :{port}{tls}\n");
        Access(text, balancer);
        if (IsHttp(rule))
        {
            text.Append("  option forwardfor\n  http-request set-header X-Forwarded-Proto https if { ssl_fc }\n  http-request set-header X-Forwarded-Proto http unless { ssl_fc }\n");
            text.Append(CultureInfo.InvariantCulture, $"  http-request set-header X-Forwarded-Port {port}\n");
            if (balancer.Flag("redirectHttpToHttps"))
            {
                text.Append("  http-request redirect scheme https code 307 unless { ssl_fc }\n");
            }
        }

        text.Append($"  default_backend droplets_{port}\n");
    }

    private static void Access(StringBuilder text, PropertyMap balancer)
    {
        var firewall = balancer.Object("firewall") ?? PropertyMap.Empty;
        foreach (var (list, word) in new[] { ("denies", "if"), ("allows", "unless") })
        {
            // "ip:192.0.2.1", "cidr:192.0.2.0/24"
            var sources = firewall.List(list).Select(s => s[(s.IndexOf(':', StringComparison.Ordinal) + 1)..]).ToArray();
            if (sources.Length > 0)
            {
                text.Append($"  tcp-request connection reject {word} {{ src {string.Join(' ', sources)} }}\n");
            }
        }
    }

    private static void Servers(StringBuilder text, PropertyMap balancer, PropertyMap rule, ImmutableArray<Backend> backends)
    {
        var check = balancer.Object("healthcheck") ?? PropertyMap.Empty;
        text.Append($"backend droplets_{Port(rule, "entryPort")}\n  mode {(IsHttp(rule) ? "http" : "tcp")}\n");
        text.Append($"  balance {(balancer.Text("algorithm") == "least_connections" ? "leastconn" : "roundrobin")}\n");
        if (IsHttp(rule))
        {
            // A Droplet that dies under a request that may be repeated loses none.
            text.Append("  retry-on conn-failure empty-response\n  http-request disable-l7-retry unless METH_GET or { method HEAD }\n");
        }

        if (check.Text("protocol") is "http" or "https")
        {
            text.Append($"  option httpchk GET {Path(check)}\n  http-check expect status 200-299\n");
        }

        var sticky = balancer.Object("stickySessions");
        var isSticky = IsHttp(rule) && sticky?.Text("type") == "cookies";
        if (isSticky)
        {
            text.Append($"  cookie {sticky!.Text("cookieName")} insert indirect nocache maxlife {sticky!.Number("cookieTtlSeconds")}s\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"  timeout check {check.Number("responseTimeoutSeconds") ?? 5}s\n");
        text.Append(CultureInfo.InvariantCulture, $"  default-server check port {check.Number("port") ?? Number(rule, "targetPort")} inter {check.Number("checkIntervalSeconds") ?? 10}s fall {check.Number("unhealthyThreshold") ?? 3} rise {check.Number("healthyThreshold") ?? 5}");
        text.Append(" on-marked-down shutdown-sessions");
        text.Append(check.Text("protocol") == "https" ? " check-ssl verify none" : "");
        text.Append(EndsTls(rule) && rule.Text("targetProtocol") is "https" or "http2" ? " ssl verify none" : "");
        text.Append(balancer.Flag("enableProxyProtocol") ? " send-proxy\n" : "\n");
        foreach (var backend in backends)
        {
            text.Append($"  server droplet_{backend.Id} {backend.Address}:{Port(rule, "targetPort")}{(isSticky ? $" cookie {backend.Id}" : "")}\n");
        }
    }

    public static string CertificateOf(PropertyMap rule) => rule.Text("certificateName") is { Length: > 0 } name ? name : rule.Text("certificateId");

    /// <summary>It deciphers; otherwise it passes on what it gets.</summary>
    public static bool EndsTls(PropertyMap rule) => rule.Text("entryProtocol") is "https" or "http2" && !rule.Flag("tlsPassthrough");

    private static bool IsHttp(PropertyMap rule) => rule.Text("entryProtocol") is "http" || EndsTls(rule);

    private static string Path(PropertyMap check) => check.Text("path") is { Length: > 0 } path ? path : "/";

    private static int Number(PropertyMap rule, string name) => rule.Number(name) ?? 0;

    private static string Port(PropertyMap rule, string name) => Number(rule, name).ToString(CultureInfo.InvariantCulture);
}
