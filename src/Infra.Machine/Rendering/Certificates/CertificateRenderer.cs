using Infra.Machine.States;
using Infra.Security;

namespace Infra.Machine.Rendering.Certificates;

/// <summary>The certificate of an authority that speaks ACME: certbot asks for it, its timer renews it.</summary>
internal static class CertificateRenderer
{
    public static LayerState Render(Site site, LetsEncrypt tls)
    {
        var script = $"/usr/local/sbin/{site.Name}-certificate";
        var authority = AuthorityFile(site);
        return new LayerState($"{site.Name}-certificate")
        {
            Packages = LayerState.Sorted("certbot", "openssl"),
            Files = LayerState.Sorted<FileState>(
            [
                (script, new FileState(CertificateScript.Render(site, tls, authority), Mode: "0700")),
                .. tls.AuthorityFile is null ? ((string, FileState)[])[] :
                [
                    (authority, new FileState(Placeholder.DirectoryAuthority)),
                    ($"/etc/systemd/system/certbot.service.d/{LineageOf(site)}.conf", new FileState(RenewalUnit(site, script))),
                ],
            ]),
            Commands = LayerState.Sorted(
                ($"certificate of {site.DnsNames[0]}", new CommandState($"{script} check", $"{script} get", $"test ! -x {script} || {script} remove"))),
            Services = LayerState.Sorted(("certbot.timer", new ServiceState())),
        };
    }

    /// <summary>What certbot calls it; not a name that somebody else's certificate on the same server would have.</summary>
    internal static string LineageOf(Site site) => $"infra-{site.Name}";

    /// <summary>Authorities of the system and the declared one, together.</summary>
    internal static string BundleOf(Site site) => $"/run/{LineageOf(site)}-authorities.pem";

    private static string AuthorityFile(Site site) => $"{site.TlsDirectory}/authority.pem";

    private static string RenewalUnit(Site site, string script) =>
        $"""
        [Service]
        Environment=REQUESTS_CA_BUNDLE={BundleOf(site)}
        ExecStartPre={script} trust

        """;
}
