using System.Globalization;
using Infra.Machine.Rendering.Certificates;
using Infra.Machine.States;
using Infra.WebServers;

namespace Infra.Machine.Rendering.WebServers;

/// <summary>Apache: the modules it needs and no other, and one site.</summary>
internal static class ApacheRenderer
{
    private const string Service = "apache2";
    private const string Check = "apachectl configtest";
    private const string Ports = "/etc/apache2/ports.conf";
    private const string Hardening = "/etc/apache2/conf-available/hardening.conf";

    public static LayerState Render(Site site, Apache apache)
    {
        var file = $"/etc/apache2/sites-available/{site.Name}.conf";
        var links = ApacheModules.Links(site)
            .Append(("/etc/apache2/conf-enabled/hardening.conf", Hardening))
            .Append(($"/etc/apache2/sites-enabled/{site.Name}.conf", file));
        var layer = new LayerState($"{site.Name}-web-server")
        {
            Packages = LayerState.Sorted("apache2"),
            Files = LayerState.Sorted(
                (Ports, new FileState("Listen 80\nListen 443\n")),
                (Hardening, new FileState(HardeningFile)),
                (file, new FileState(ApacheSite.Render(site, apache)))),
            Links = LayerState.Sorted(links),
            Absent = LayerState.Sorted(
            [
                "/etc/apache2/conf-enabled/localized-error-pages.conf",
                "/etc/apache2/conf-enabled/other-vhosts-access-log.conf",
                "/etc/apache2/conf-enabled/security.conf",
                "/etc/apache2/conf-enabled/serve-cgi-bin.conf",
                "/etc/apache2/sites-enabled/000-default.conf",
                .. ApacheModules.Unneeded,
            ]),
            Services = LayerState.Sorted((Service, new ServiceState
            {
                ReloadOn = [Hardening, file, .. SiteCertificate.Files(site), "/etc/apache2/conf-enabled/*", "/etc/apache2/sites-enabled/*"],
                RestartOn = [Ports, "/etc/apache2/mods-enabled/*"],
                Check = Check,
            })),
            Listens = [80, 443],
        };
        return SiteCertificate.AddTo(layer, site, Service, Check);
    }

    private static readonly string HardeningFile =
        $"""
        ServerName localhost
        ServerTokens Prod
        ServerSignature Off
        TraceEnable Off
        FileETag MTime Size
        Timeout 60
        KeepAliveTimeout 10
        Protocols h2 http/1.1

        SSLProtocol -all +TLSv1.2 +TLSv1.3
        SSLCipherSuite {TlsPolicy.Ciphers}
        SSLOpenSSLConfCmd Curves {TlsPolicy.Curves}
        SSLHonorCipherOrder off
        SSLSessionTickets off

        """;

    internal static string Seconds(TimeSpan time) => Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
