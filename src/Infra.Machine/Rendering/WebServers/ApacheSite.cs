using System.Text.RegularExpressions;
using Infra.Security;
using Infra.WebServers;

namespace Infra.Machine.Rendering.WebServers;

/// <summary>The site as Apache's virtual hosts.</summary>
internal static class ApacheSite
{
    public static string Render(Site site, Apache apache) =>
        $$"""
        <Directory "/">
          Options None
          AllowOverride None
          Require all denied
        </Directory>

        # Names that are not ours.
        <VirtualHost *:80>
          ServerName unknown.invalid
          Redirect 421 /
        </VirtualHost>

        <VirtualHost *:443>
          ServerName unknown.invalid
          {{Indent(Stranger(site))}}
          {{Indent(Tls(site))}}
        </VirtualHost>

        <VirtualHost *:80>
          {{Indent(Names(site))}}
          RewriteEngine On
          {{Indent(Challenges(site))}}RewriteRule "^" "https://%{HTTP_HOST}%{REQUEST_URI}" [R=301,L,NE]
        </VirtualHost>

        <VirtualHost *:443>
          {{Indent(Names(site))}}
          {{Indent(Tls(site))}}
          ErrorLog ${APACHE_LOG_DIR}/error.log
          CustomLog ${APACHE_LOG_DIR}/access.log combined
          {{Indent(Visitors(site))}}LimitRequestBody {{apache.MaxBody.MiB * 1024L * 1024L}}

          {{Indent(string.Join('\n', SecurityHeaders.All.Select(header => $"Header onsuccess unset {header.Name}\nHeader always set {header.Name} \"{header.Value}\"")))}}
          Header unset Server

          DocumentRoot "{{site.Root}}"
          Alias "/{{site.StaticDirectory}}/" "{{site.Root}}/{{Site.Current}}/{{site.StaticDirectory}}/"
          <DirectoryMatch "^{{site.Root}}/({{Site.Current}}|{{Site.Previous}})/{{site.StaticDirectory}}(/|$)">
            Options FollowSymLinks
            Require all granted
          </DirectoryMatch>
          <Directory "{{site.Root}}">
            Options FollowSymLinks
          </Directory>
          RewriteEngine On
          RewriteCond "{{site.Root}}/{{Site.Current}}%{REQUEST_URI}" !-f
          RewriteCond "{{site.Root}}/{{Site.Previous}}%{REQUEST_URI}" -f
          RewriteRule "^/{{site.StaticDirectory}}/" "{{site.Root}}/{{Site.Previous}}%{REQUEST_URI}" [L]
          <LocationMatch "^/{{site.StaticDirectory}}/">
            Header set Cache-Control "max-age=3600"
          </LocationMatch>
          # Collected static files carry their own hash in their names.
          <LocationMatch "^/{{site.StaticDirectory}}/.+\.[0-9a-f]{12}\.[a-z0-9]+$">
            Header set Cache-Control "max-age=31536000"
          </LocationMatch>

          # The socket is a link to that of the release that serves.
          ProxyPreserveHost On
          ProxyAddHeaders Off
          RequestHeader set X-Forwarded-For "expr=%{REMOTE_ADDR}"
          RequestHeader set X-Forwarded-Proto "https"
          ProxyPass "/{{site.StaticDirectory}}/" "!"
          ProxyPass "/" "unix:{{site.LiveSocket}}|http://{{site.Name}}/" retry=0 disablereuse=on connectiontimeout=5 timeout={{ApacheRenderer.Seconds(site.Declaration.AppServer.Timeout + TimeSpan.FromSeconds(5))}}
        </VirtualHost>

        """;

    /// <summary>A load balancer asks for the health by a name of its own choice.</summary>
    private static string Stranger(Site site) => site.BalancerNetwork is null
        ? "Redirect 421 /"
        : $"""
        RedirectMatch 421 "^(?!{Regex.Escape(site.Declaration.Application.HealthPath)}$)"
        ProxyAddHeaders Off
        RequestHeader set X-Forwarded-Proto "https"
        ProxyPass "{site.Declaration.Application.HealthPath}" "unix:{site.LiveSocket}|http://{site.DnsNames[0]}{site.Declaration.Application.HealthPath}" retry=0 disablereuse=on connectiontimeout=5
        """;

    /// <summary>Who is behind the load balancer is what it says last, and only it is believed. With a line's end, if there is anything.</summary>
    private static string Visitors(Site site) => site.BalancerNetwork is null
        ? ""
        : $"""
        RemoteIPHeader X-Forwarded-For
        RemoteIPInternalProxy {site.BalancerNetwork}

        """;

    /// <summary>With a line's end, if there is anything.</summary>
    private static string Challenges(Site site) => site.Declaration.Tls is LetsEncrypt
        ? $$"""
        Alias "/.well-known/acme-challenge/" "{{site.ChallengeDirectory}}/.well-known/acme-challenge/"
        <Directory "{{site.ChallengeDirectory}}">
          Require all granted
        </Directory>
        RewriteRule "^/\.well-known/acme-challenge/" "-" [END]

        """
        : "";

    private static string Tls(Site site) =>
        $"""
        SSLEngine on
        SSLCertificateFile {site.CertificateFile}
        SSLCertificateKeyFile {site.CertificateKeyFile}
        """;

    private static string Names(Site site)
    {
        var names = site.Hosts.ToList();
        return string.Join('\n', names.Skip(1).Select(name => $"ServerAlias {name}").Prepend($"ServerName {names[0]}"));
    }

    private static string Indent(string lines) => lines.Replace("\n", "\n  ", StringComparison.Ordinal);
}
