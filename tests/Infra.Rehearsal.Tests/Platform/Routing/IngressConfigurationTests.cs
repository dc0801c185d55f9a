using System.Collections.Immutable;
using Infra.Protocol.Properties;
using Infra.Rehearsal.Platform;
using Infra.Rehearsal.Platform.Routing;
using Infra.Rehearsal.Tests.Support;

namespace Infra.Rehearsal.Tests.Platform.Routing;

public sealed class IngressConfigurationTests
{
    [Fact]
    public void Render_OfServicesSitesAndRedirects_IsAConfiguration()
    {
        var text = Render(
        [
            new("services", Apps.List(Apps.Service().With("instanceCount", 2))),
            new("staticSites", Apps.One([new("name", "assets"), new("github", Apps.GitHub), new("catchallDocument", "index.html")])),
            new("domainNames", Apps.One([new("name", "shop.example"), new("wildcard", true)])),
            new("ingress", Apps.Ingress(
                Apps.Rule("/static", "assets"), Apps.Rule("/kept/", "web", preserve: true), Apps.Rule("/", "web"),
                [new("match", PropertyMap.Empty.With("authority", PropertyMap.Empty.With("exact", "old.shop.example"))), new("redirect", PropertyMap.Empty.With("authority", "shop.example").With("redirectCode", 301))])),
        ]);

        text[text.IndexOf("  upstream web", StringComparison.Ordinal)..].ShouldBe(
            """
              upstream web {
                server 198.18.4.1:8080 max_fails=1 fail_timeout=1s;
                server 198.18.4.2:8080 max_fails=1 fail_timeout=1s;
              }
              upstream assets {
                server unix:/run/platform/assets.sock;
              }
              server {
                listen unix:/run/platform/assets.sock;
                root /srv/platform/sites/3/assets;
                index index.html;
                error_page 403 404 =404 /404.html;
                location / { try_files $uri $uri/ /index.html; }
              }
              ssl_certificate /etc/nginx/platform.crt;
              ssl_certificate_key /etc/nginx/platform.key;
              server { listen 80 default_server; listen 443 ssl default_server; server_name _; return 404; }
              server { listen 80; server_name shop-abcde.ondigitalocean.app shop.example *.shop.example; return 301 https://$host$request_uri; }
              server {
                listen 443 ssl;
                server_name old.shop.example;
                location / { return 301 https://shop.example$request_uri; }
                location = /static { proxy_pass http://assets/; }
                location /static/ { proxy_pass http://assets/; }
                location = /kept { proxy_pass http://web; }
                location /kept/ { proxy_pass http://web; }
              }
              server {
                listen 443 ssl;
                server_name shop-abcde.ondigitalocean.app shop.example *.shop.example;
                location = /static { proxy_pass http://assets/; }
                location /static/ { proxy_pass http://assets/; }
                location = /kept { proxy_pass http://web; }
                location /kept/ { proxy_pass http://web; }
                location / { proxy_pass http://web; }
              }
            }

            """);
    }

    [Fact]
    public void Render_WithoutRules_GivesTheFirstEverythingAndOthersTheirName() =>
        Render([new("services", Apps.List(Apps.Service(), Apps.Service("api")))]).ShouldContain("location /api/ { proxy_pass http://api/; }");

    [Fact]
    public void Render_WithRoutesOfOld_FollowsThem() =>
        Render([new("services", Apps.List(Apps.Service().With("routes", Apps.One([new("path", "/v1"), new("preservePathPrefix", true)]))))])
            .ShouldContain("location /v1/ { proxy_pass http://web; }\n    location / { return 404; }");

    private static string Render(PropertyMap declared)
    {
        var spec = new AppSpec(Apps.Of(declared));
        ImmutableArray<Instance> instances = [.. spec.Components.Where(c => c.IsLasting).SelectMany(c => Enumerable.Repeat(c, c.Count)).Select((c, i) => Instance.Of(c, 3, i))];
        return IngressConfiguration.Render(spec, "shop-abcde.ondigitalocean.app", instances, 3);
    }
}
