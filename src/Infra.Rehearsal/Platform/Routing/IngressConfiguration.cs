using System.Collections.Immutable;
using System.Text;
using Infra.Rehearsal.Account;

namespace Infra.Rehearsal.Platform.Routing;

/// <summary>The ways into an app as a configuration of nginx. Pure.</summary>
internal static class IngressConfiguration
{
    public const string Certificate = "/etc/nginx/platform.crt";
    public const string Key = "/etc/nginx/platform.key";

    private const string Sockets = "/run/platform";

    /// <param name="spec">The app.</param>
    /// <param name="ingress">The name that the platform gives.</param>
    /// <param name="instances">Who runs.</param>
    /// <param name="generation">Whose files are served.</param>
    public static string Render(AppSpec spec, string ingress, ImmutableArray<Instance> instances, int generation)
    {
        var text = new StringBuilder(
            """
            user www-data;
            worker_processes 2;
            pid /run/nginx.pid;
            events { worker_connections 1024; }
            http {
              include /etc/nginx/mime.types;
              default_type application/octet-stream;
              sendfile on;
              server_tokens off;
              absolute_redirect off;
              access_log off;
              error_log /var/log/nginx/error.log warn;
              client_max_body_size 0;
              server_names_hash_bucket_size 512;
              ssl_protocols TLSv1.2 TLSv1.3;
              ssl_session_tickets off;
              map $http_upgrade $connection_upgrade { default upgrade; '' close; }
              proxy_http_version 1.1;
              proxy_connect_timeout 5s;
              proxy_read_timeout 100s;
              proxy_next_upstream error timeout http_502;
              proxy_set_header Host $host;
              proxy_set_header Upgrade $http_upgrade;
              proxy_set_header Connection $connection_upgrade;
              proxy_set_header X-Forwarded-For $remote_addr;
              proxy_set_header X-Forwarded-Host $host;
              proxy_set_header X-Forwarded-Proto https;
              proxy_set_header do-connecting-ip $remote_addr;

            """);
        var reached = spec.Rules.Select(r => r.Component).ToHashSet(StringComparer.Ordinal);
        foreach (var component in spec.Components.Where(c => c.IsRouted && reached.Contains(c.Name)))
        {
            Upstream(text, component, instances);
            if (component.Kind == ComponentKind.StaticSite)
            {
                Files(text, component, generation);
            }
        }

        Servers(text, spec, ingress);
        return text.Append("}\n").ToString();
    }

    /// <summary>Where the files of a static site lie.</summary>
    public static string SiteOf(int generation, string component) => $"/srv/platform/sites/{generation}/{component}";

    private static void Upstream(StringBuilder text, AppComponent component, ImmutableArray<Instance> instances)
    {
        text.Append($"  upstream {component.Name} {{\n");
        if (component.Kind == ComponentKind.StaticSite)
        {
            text.Append($"    server unix:{Sockets}/{component.Name}.sock;\n");
        }

        foreach (var instance in instances.Where(i => i.Component == component.Name))
        {
            text.Append($"    server {instance.Address}:{component.Port} max_fails=1 fail_timeout=1s;\n");
        }

        text.Append("  }\n");
    }

    private static void Files(StringBuilder text, AppComponent site, int generation)
    {
        var index = Document(site, "indexDocument", "index.html");
        var missing = site.Inputs.Text("catchallDocument") is { Length: > 0 } all ? "/" + all.TrimStart('/') : "=404";
        text.Append(
            $$"""
              server {
                listen unix:{{Sockets}}/{{site.Name}}.sock;
                root {{SiteOf(generation, site.Name)}};
                index {{index}};
                error_page 403 404 =404 /{{Document(site, "errorDocument", "404.html")}};
                location / { try_files $uri $uri/ {{missing}}; }
              }

            """);
    }

    private static void Servers(StringBuilder text, AppSpec spec, string ingress)
    {
        text.Append(
            $$"""
              ssl_certificate {{Certificate}};
              ssl_certificate_key {{Key}};
              server { listen 80 default_server; listen 443 ssl default_server; server_name _; return 404; }

            """);
        string[] names = [ingress, .. spec.Domains.SelectMany(d => d.Flag("wildcard") ? [d.Text("name"), "*." + d.Text("name")] : new[] { d.Text("name") })];
        text.Append($"  server {{ listen 80; server_name {string.Join(' ', names)}; return 301 https://$host$request_uri; }}\n");
        var special = spec.Rules.Select(r => r.Authority).Where(a => a.Length > 0).Distinct(StringComparer.Ordinal).ToArray();
        foreach (var authority in special)
        {
            // A rule for one host goes before one for all.
            Server(text, authority, [.. spec.Rules.Where(r => r.Authority == authority || r.Authority.Length == 0).OrderBy(r => r.Authority.Length == 0).DistinctBy(r => r.Prefix)]);
        }

        Server(text, string.Join(' ', names.Except(special, StringComparer.Ordinal)), [.. spec.Rules.Where(r => r.Authority.Length == 0)]);
    }

    private static void Server(StringBuilder text, string names, ImmutableArray<IngressRule> rules)
    {
        if (names.Length == 0)
        {
            return;
        }

        text.Append($"  server {{\n    listen 443 ssl;\n    server_name {names};\n");
        foreach (var rule in rules)
        {
            Location(text, rule);
        }

        text.Append(rules.Any(r => r.Prefix.Length == 0) ? "  }\n" : "    location / { return 404; }\n  }\n");
    }

    private static void Location(StringBuilder text, IngressRule rule)
    {
        var exact = rule.Prefix.Length == 0 ? "" : $"    location = {rule.Prefix} {{ {Answer(rule, "/")} }}\n";
        text.Append($"{exact}    location {rule.Prefix}/ {{ {Answer(rule, "/")} }}\n");
    }

    private static string Answer(IngressRule rule, string rest)
    {
        if (rule.Redirect is { } redirect)
        {
            var authority = redirect.Text("authority") is { Length: > 0 } host ? host : "$host";
            var port = redirect.Number("port") is { } number ? $":{number}" : "";
            var scheme = redirect.Text("scheme") is { Length: > 0 } given ? given : "https";
            var uri = redirect.Text("uri") is { Length: > 0 } path ? path : "$request_uri";
            return $"return {redirect.Number("redirectCode") ?? 302} {scheme}://{authority}{port}{uri};";
        }

        // With a path nginx puts it in the prefix's place, without one the request goes on as it came.
        return rule.Rewrite is null || (rule.Prefix.Length == 0 && rule.Rewrite.Length == 0)
            ? $"proxy_pass http://{rule.Component};"
            : $"proxy_pass http://{rule.Component}{rule.Rewrite}{rest};";
    }

    private static string Document(AppComponent site, string name, string usual) => site.Inputs.Text(name) is { Length: > 0 } given ? given.TrimStart('/') : usual;
}
