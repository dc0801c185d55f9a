namespace Infra.Machine.Rendering.WebServers;

/// <summary>Apache's modules, as links in mods-enabled.</summary>
internal static class ApacheModules
{
    private const string Enabled = "/etc/apache2/mods-enabled/";

    private static readonly string[] _needed =
    [
        "alias.conf", "alias.load", "authz_core.load", "deflate.conf", "deflate.load", "filter.load", "headers.load", "http2.conf", "http2.load",
        "mime.conf", "mime.load", "mpm_event.conf", "mpm_event.load", "proxy.conf", "proxy.load", "proxy_http.load", "reqtimeout.conf",
        "reqtimeout.load", "rewrite.load", "setenvif.conf", "setenvif.load", "socache_shmcb.load", "ssl.conf", "ssl.load",
    ];

    private static readonly string[] _enabledByDebian =
    [
        "access_compat.load", "auth_basic.load", "authn_core.load", "authn_file.load", "authz_host.load", "authz_user.load", "autoindex.conf",
        "autoindex.load", "dir.conf", "dir.load", "env.load", "negotiation.conf", "negotiation.load", "status.conf", "status.load",
    ];

    public static IEnumerable<(string Link, string Target)> Links(Site site) =>
        _needed.Concat(site.BalancerNetwork is null ? [] : ["remoteip.load"]).Select(file => (Enabled + file, "../mods-available/" + file));

    public static IEnumerable<string> Unneeded => _enabledByDebian.Select(file => Enabled + file);
}
