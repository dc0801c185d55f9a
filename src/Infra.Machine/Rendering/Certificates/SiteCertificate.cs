using System.Collections.Immutable;
using Infra.Machine.States;
using Infra.Security;

namespace Infra.Machine.Rendering.Certificates;

/// <summary>The web server's part in the site's certificate.</summary>
internal static class SiteCertificate
{
    /// <summary>Files of the layer whose change makes the web server look again; certbot tells it itself.</summary>
    public static ImmutableArray<string> Files(Site site) =>
        site.Declaration.Tls is LetsEncrypt ? [] : [site.CertificateFile, site.CertificateKeyFile];

    /// <summary>The layer with what the web server needs to have a certificate.</summary>
    /// <param name="layer">The web server's.</param>
    /// <param name="site">Its site.</param>
    /// <param name="service">Its unit.</param>
    /// <param name="check">Succeeds if its configuration is good.</param>
    public static LayerState AddTo(LayerState layer, Site site, string service, string check)
    {
        layer = layer with
        {
            Directories = layer.Directories.Add(site.ConfigurationDirectory, new()).Add(site.TlsDirectory, new(Mode: "0700")),
        };
        return site.Declaration.Tls is LetsEncrypt
            ? layer with
            {
                Packages = layer.Packages.Add("openssl"),
                Directories = layer.Directories.Add(site.ChallengeDirectory, new()),
                Files = layer.Files.Add(DeployHook.PathOf(site), DeployHook.Render(site, service, check)),
                Commands = layer.Commands.Add(TemporaryCertificate.Name, TemporaryCertificate.Render(site)),
            }
            : layer with
            {
                Files = layer.Files.Add(site.CertificateFile, new(Placeholder.Certificate)).Add(site.CertificateKeyFile, FileState.Secret(Placeholder.CertificateKey)),
            };
    }
}
