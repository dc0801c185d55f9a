using System.Globalization;
using Infra.Machine.Rendering.Certificates;
using Infra.Machine.States;
using Infra.Security;
using Infra.WebServers;

namespace Infra.Machine.Rendering.WebServers;

/// <summary>nginx: its main file and one site.</summary>
internal static class NginxRenderer
{
    private const string Main = "/etc/nginx/nginx.conf";
    private const string Service = "nginx";
    private const string Check = "nginx -t";

    public static LayerState Render(Site site, Nginx nginx)
    {
        var file = $"/etc/nginx/sites-available/{site.Name}.conf";
        var link = $"/etc/nginx/sites-enabled/{site.Name}.conf";
        var layer = new LayerState($"{site.Name}-web-server")
        {
            Packages = LayerState.Sorted("nginx"),
            Files = LayerState.Sorted(
                (Main, new FileState(MainFile)),
                (file, new FileState(SiteFile(site, nginx)))),
            Links = LayerState.Sorted((link, file)),
            Absent = LayerState.Sorted("/etc/nginx/sites-enabled/default"),
            Services = LayerState.Sorted((Service, new ServiceState
            {
                ReloadOn = [Main, file, link, .. SiteCertificate.Files(site)],
                Check = Check,
            })),
            Listens = [80, 443],
        };
        return SiteCertificate.AddTo(layer, site, Service, Check);
    }

    private const string MainFile =
        """
        user www-data;
        worker_processes auto;
        worker_rlimit_nofile 16384;
        pid /run/nginx.pid;

        events {
          worker_connections 4096;
        }

        http {
          include mime.types;
          default_type application/octet-stream;
          sendfile on;
          tcp_nopush on;
          server_tokens off;
          server_names_hash_bucket_size 512;

          access_log /var/log/nginx/access.log combined buffer=32k flush=5s;
          error_log /var/log/nginx/error.log warn;

          client_header_timeout 15s;
          client_body_timeout 30s;
          send_timeout 30s;
          keepalive_timeout 65s;
          reset_timedout_connection on;

          gzip on;
          gzip_vary on;
          gzip_min_length 1024;
          gzip_proxied any;
          gzip_types text/css text/javascript text/plain application/javascript application/json image/svg+xml;

          include /etc/nginx/sites-enabled/*.conf;
        }

        """;

    private static string SiteFile(Site site, Nginx nginx) =>
        $$"""
        # A link: it points to the socket of the release that serves.
        upstream {{site.Name}} {
          server unix:{{site.LiveSocket}} max_fails=0;
        }

        # Collected static files carry their own hash in their names.
        map $uri ${{Variable(site)}}_expires {
          default 1h;
          "~\.[0-9a-f]{12}\.[a-z0-9]+$" 1y;
        }

        server {
          listen 80 default_server;
          listen [::]:80 default_server;
          return 444;
        }

        server {
          listen 80;
          listen [::]:80;
          server_name {{ServerNames(site)}};
          {{Indent(Redirect(site))}}
        }

        # Names that are not ours, but for browsers that send none: they ask by address.
        server {
          listen 443 ssl http2 default_server;
          listen [::]:443 ssl http2 default_server;
          {{Indent(Tls(site))}}
          {{Indent(Stranger(site))}}
        }

        server {
          listen 443 ssl http2;
          listen [::]:443 ssl http2;
          server_name {{ServerNames(site)}};
          {{Indent(Tls(site))}}

          {{Indent(string.Join('\n', SecurityHeaders.All.Select(header => $"add_header {header.Name} \"{header.Value}\" always;\nproxy_hide_header {header.Name};")))}}

          {{Indent(Visitors(site))}}root {{site.Root}};
          client_max_body_size {{nginx.MaxBody.MiB}}m;

          location /{{site.StaticDirectory}}/ {
            try_files /{{Site.Current}}$uri /{{Site.Previous}}$uri =404;
            expires ${{Variable(site)}}_expires;
          }

          location / {
            {{Indent(Indent(Proxy(site, "$host")))}}
          }
        }

        """;

    /// <summary>A load balancer asks for the health by a name of its own choice.</summary>
    private static string Stranger(Site site) => site.BalancerNetwork is null
        ? "return 421;"
        : $$"""
        location / {
          return 421;
        }
        location = {{site.Declaration.Application.HealthPath}} {
          {{Indent(Proxy(site, site.DnsNames[0]))}}
        }
        """;

    /// <summary>Who is behind the load balancer is what it says last, and only it is believed.</summary>
    private static string Visitors(Site site) => site.BalancerNetwork is null
        ? ""
        : $"""
        set_real_ip_from {site.BalancerNetwork};
        real_ip_header X-Forwarded-For;


        """;

    private static string Proxy(Site site, string host) =>
        $"""
        proxy_pass http://{site.Name};
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        proxy_set_header Host {host};
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Forwarded-Proto https;
        proxy_connect_timeout 5s;
        proxy_read_timeout {ReadTimeout(site)}s;
        """;

    private static string Redirect(Site site) => site.Declaration.Tls is LetsEncrypt
        ? $$"""
        location ^~ /.well-known/acme-challenge/ {
          root {{site.ChallengeDirectory}};
          default_type text/plain;
        }
        location / {
          return 301 https://$host$request_uri;
        }
        """
        : "return 301 https://$host$request_uri;";

    private static string Tls(Site site) =>
        $"""
        ssl_certificate {site.CertificateFile};
        ssl_certificate_key {site.CertificateKeyFile};
        ssl_protocols TLSv1.2 TLSv1.3;
        ssl_ciphers {TlsPolicy.Ciphers};
        ssl_ecdh_curve {TlsPolicy.Curves};
        ssl_prefer_server_ciphers off;
        ssl_session_timeout 1d;
        ssl_session_cache shared:{site.Name}:10m;
        ssl_session_tickets off;
        """;

    private static string ServerNames(Site site) => string.Join(' ', site.Hosts);

    /// <summary>Beyond the application server's, so that its answer is the one a visitor sees.</summary>
    private static string ReadTimeout(Site site) => (Math.Ceiling(site.Declaration.AppServer.Timeout.TotalSeconds) + 5).ToString(CultureInfo.InvariantCulture);

    private static string Variable(Site site) => site.Name.Replace('-', '_');

    private static string Indent(string lines) => lines.Replace("\n", "\n  ", StringComparison.Ordinal);
}
