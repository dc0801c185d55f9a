using Infra.Applications;
using Infra.Security;

namespace Infra.Machine.Rendering;

/// <summary>All that the renderers look at.</summary>
/// <param name="Name">Of the environment, its user, its directories and its database.</param>
/// <param name="Declaration">The layers.</param>
/// <param name="Project">What the application's source tells.</param>
/// <param name="AdminUser">Who logs in.</param>
/// <param name="SshPort">Where SSH listens.</param>
/// <param name="DnsNames">Names the site answers to; the first is its own.</param>
/// <param name="Host">The server's address as it stands in a URL, or the placeholder for it; the site answers to it as well.</param>
public sealed record Site(
    string Name,
    Declaration Declaration,
    DjangoProject Project,
    string AdminUser,
    int SshPort,
    IReadOnlyList<string> DnsNames,
    string Host)
{
    /// <summary>The network of the load balancer that all visitors come through; null: they come by themselves.</summary>
    public string? BalancerNetwork { get; init; }

    /// <summary>Every name and address the site answers to.</summary>
    public IEnumerable<string> Hosts => DnsNames.Append(Host).Distinct(StringComparer.Ordinal);

    public string Root => $"/srv/{Name}";

    /// <summary>Name, in the root, of the link to the release that serves.</summary>
    public static string Current => "current";

    /// <summary>Name, in the root, of the link to the one that served before: a page that is open in a browser still asks for its static files.</summary>
    public static string Previous => "previous";

    public string ReleaseDirectory => $"{Root}/releases/%i";

    public string ConfigurationDirectory => $"/etc/{Name}";

    public string EnvironmentFile => $"{ConfigurationDirectory}/environment";

    public string SocketDirectory => $"/run/{Name}";

    public string LiveSocket => $"{SocketDirectory}/live.sock";

    /// <summary>Only root looks into it.</summary>
    public string TlsDirectory => $"{ConfigurationDirectory}/tls";

    public string CertificateFile => Declaration.Tls is LetsEncrypt ? $"{TlsDirectory}/current/fullchain.pem" : $"{TlsDirectory}/site.crt";

    public string CertificateKeyFile => Declaration.Tls is LetsEncrypt ? $"{TlsDirectory}/current/privkey.pem" : $"{TlsDirectory}/site.key";

    /// <summary>Where the certificate authority finds, over http, that who asks for a certificate has the site.</summary>
    public string ChallengeDirectory => $"/var/lib/{Name}-challenges";

    /// <summary>Who signed the certificate of a database on a server of its own.</summary>
    public string DatabaseAuthorityFile => $"{ConfigurationDirectory}/database-ca.pem";

    public string DatabaseName => Declaration.Database?.Name ?? Name;

    public string StaticDirectory => ((Django)Declaration.Application).Static;

    /// <summary>Directory, in a release, of its virtual environment.</summary>
    public static string VirtualEnvironment => ".venv";
}
