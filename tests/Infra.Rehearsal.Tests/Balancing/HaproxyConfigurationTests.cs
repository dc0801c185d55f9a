using Infra.Protocol.Properties;
using Infra.Rehearsal.Balancing;

namespace Infra.Rehearsal.Tests.Balancing;

public sealed class HaproxyConfigurationTests
{
    [Fact]
    public void Render_OfHttpAndHttps_ChecksTheDropletsAndEndsTls() =>
        HaproxyConfiguration.Render(
            [
                new("redirectHttpToHttps", true),
                new("firewall", PropertyMap.Empty.With("denies", PropertyValue.Array("ip:192.0.2.1"))),
                new("healthcheck", PropertyMap.From([new("protocol", "http"), new("port", 8080), new("path", "/healthz"), new("checkIntervalSeconds", 3), new("unhealthyThreshold", 2), new("healthyThreshold", 2)])),
                new("forwardingRules", PropertyValue.Array(
                    Rule("http", 80), Rule("http2", 443).With("certificateName", "shop cert").With("targetProtocol", "http"))),
            ],
            [new("1", "10.213.0.2"), new("2", "10.213.0.3")]).ShouldBe(
            """
            global
              user haproxy
              group haproxy
              maxconn 4000
              ssl-default-bind-options ssl-min-ver TLSv1.2 no-tls-tickets
            defaults
              timeout connect 2s
              timeout client 60s
              timeout server 60s
              retries 3
              option redispatch 1
            frontend entry_80
              mode http
              bind :80
              tcp-request connection reject if { src 192.0.2.1 }
              option forwardfor
              http-request set-header X-Forwarded-Proto https if { ssl_fc }
              http-request set-header X-Forwarded-Proto http unless { ssl_fc }
              http-request set-header X-Forwarded-Port 80
              http-request redirect scheme https code 307 unless { ssl_fc }
              default_backend droplets_80
            backend droplets_80
              mode http
              balance roundrobin
              retry-on conn-failure empty-response
              http-request disable-l7-retry unless METH_GET or { method HEAD }
              option httpchk GET /healthz
              http-check expect status 200-299
              timeout check 5s
              default-server check port 8080 inter 3s fall 2 rise 2 on-marked-down shutdown-sessions
              server droplet_1 10.213.0.2:8080
              server droplet_2 10.213.0.3:8080
            frontend entry_443
              mode http
              bind :443 ssl crt /etc/haproxy/certs/shop%20cert.pem alpn h2,http/1.1
              tcp-request connection reject if { src 192.0.2.1 }
              option forwardfor
              http-request set-header X-Forwarded-Proto https if { ssl_fc }
              http-request set-header X-Forwarded-Proto http unless { ssl_fc }
              http-request set-header X-Forwarded-Port 443
              http-request redirect scheme https code 307 unless { ssl_fc }
              default_backend droplets_443
            backend droplets_443
              mode http
              balance roundrobin
              retry-on conn-failure empty-response
              http-request disable-l7-retry unless METH_GET or { method HEAD }
              option httpchk GET /healthz
              http-check expect status 200-299
              timeout check 5s
              default-server check port 8080 inter 3s fall 2 rise 2 on-marked-down shutdown-sessions
              server droplet_1 10.213.0.2:8080
              server droplet_2 10.213.0.3:8080

            """);

    [Fact]
    public void Render_OfTlsPassedThrough_DoesNotLookInside()
    {
        var text = HaproxyConfiguration.Render(
            [
                new("enableProxyProtocol", true), new("algorithm", "least_connections"),
                new("forwardingRules", PropertyValue.Array(Rule("https", 443).With("tlsPassthrough", true))),
            ],
            [new("1", "10.213.0.2")]);

        text.ShouldContain("frontend entry_443\n  mode tcp\n  bind :443\n");
        text.ShouldContain("balance leastconn");
        text.ShouldContain("send-proxy\n");
        text.ShouldNotContain("ssl crt");
    }

    private static PropertyMap Rule(string protocol, int port) =>
        [new("entryProtocol", protocol), new("entryPort", port), new("targetProtocol", protocol), new("targetPort", 8080)];
}
