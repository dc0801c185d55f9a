using Infra.Machine.Rendering;
using Infra.Machine.Resources;
using Infra.Security;
using Pulumi;

namespace Infra.Machine.Deployments;

/// <summary>The authority of an environment: it certifies what no public one can know.</summary>
public sealed class SiteAuthority
{
    private static readonly LocalAuthority _usual = new();

    private readonly ProductionEnvironment _environment;
    private readonly CertificateAuthority _authority;
    private readonly LocalAuthority _terms;

    public SiteAuthority(ProductionEnvironment environment)
    {
        _environment = environment;
        _terms = environment.Declaration.Tls as LocalAuthority ?? _usual;
        _authority = new CertificateAuthority(
            $"{environment.Name}-ca",
            new() { CommonName = $"{environment.Name} {Pulumi.Deployment.Instance.StackName} (infra)", File = AuthorityFile.PathFor(environment.Name) },
            new() { Parent = environment });
    }

    /// <summary>Its own certificate, in PEM.</summary>
    public Output<string> Certificate => _authority.Certificate;

    /// <summary>A certificate of the site, for its names and, where it answers to it, its server's address.</summary>
    public Certificate Certify(Site site, Input<string>? address) => Certify("tls", CertificateNames.Dns(site), CertificateNames.Ip(site, address));

    /// <param name="part">Names the resource within the environment.</param>
    /// <param name="names">It is good for.</param>
    /// <param name="addresses">It is good for.</param>
    public Certificate Certify(string part, InputList<string> names, InputList<string> addresses) => new(
        $"{_environment.Name}-{part}",
        new()
        {
            AuthorityCertificate = _authority.Certificate,
            AuthorityPrivateKey = _authority.PrivateKey,
            DnsNames = names,
            IpAddresses = addresses,
            ValidityDays = _terms.ValidityDays,
            RenewDays = _terms.RenewDays,
        },
        new() { Parent = _environment });
}
