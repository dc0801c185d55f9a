using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Infra.Machine.Provider.Certificates;

/// <summary>A certificate and its key as PEM. The certificate of a server is followed by its authority's.</summary>
internal sealed record IssuedCertificate(string Certificate, string PrivateKey, DateTimeOffset NotAfter);

/// <summary>Makes X.509 certificates that browsers and strict verifiers accept: ECDSA P-256, SHA-256.</summary>
internal sealed class CertificateIssuer(TimeProvider clock)
{
    // Clocks differ: a certificate made here must not be "not yet valid" a network away.
    private static readonly TimeSpan _clockSkew = TimeSpan.FromMinutes(10);

    public IssuedCertificate IssueAuthority(string commonName, int validityDays)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Name(commonName), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var notAfter = Seconds(clock.GetUtcNow().AddDays(validityDays));
        using var certificate = request.Create(request.SubjectName, X509SignatureGenerator.CreateForECDsa(key), Start(), notAfter, Serial());
        return new(Pem(certificate), key.ExportPkcs8PrivateKeyPem() + "\n", notAfter);
    }

    /// <summary>A certificate for a server; it ends no later than its authority.</summary>
    public IssuedCertificate IssueServer(
        X509Certificate2 authority,
        ECDsa authorityKey,
        ImmutableArray<string> dnsNames,
        ImmutableArray<IPAddress> addresses,
        int validityDays)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        // The field for a common name holds 64 characters; clients look at the alternative names alone.
        var commonName = dnsNames.Concat(addresses.Select(a => a.ToString())).FirstOrDefault(n => n.Length <= 64);
        var request = new CertificateRequest(commonName is null ? new("") : Name(commonName), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1", "serverAuth")], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        request.CertificateExtensions.Add(AlternativeNames(dnsNames, addresses, critical: commonName is null));
        var authorityEnd = new DateTimeOffset(authority.NotAfter.ToUniversalTime());
        var wanted = Seconds(clock.GetUtcNow().AddDays(validityDays));
        var notAfter = wanted < authorityEnd ? wanted : authorityEnd;
        using var certificate = request.Create(
            authority.SubjectName,
            X509SignatureGenerator.CreateForECDsa(authorityKey),
            Start(),
            notAfter,
            Serial());
        return new(Pem(certificate) + Pem(authority), key.ExportPkcs8PrivateKeyPem() + "\n", notAfter);
    }

    /// <summary>An instant as it is kept in the state.</summary>
    public static string Format(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static X509Extension AlternativeNames(ImmutableArray<string> dnsNames, ImmutableArray<IPAddress> addresses, bool critical)
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in dnsNames)
        {
            names.AddDnsName(name);
        }

        foreach (var address in addresses)
        {
            names.AddIpAddress(address);
        }

        return names.Build(critical);
    }

    private static X500DistinguishedName Name(string commonName)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName(commonName);
        return builder.Build();
    }

    private static string Pem(X509Certificate2 certificate) => certificate.ExportCertificatePem() + "\n";

    private static DateTimeOffset Seconds(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeSeconds(instant.ToUnixTimeSeconds());

    private static byte[] Serial()
    {
        // Positive, and never beginning with a zero byte: 16 bytes of which 126 bits are random.
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x3F) | 0x40);
        return serial;
    }

    private DateTimeOffset Start() => Seconds(clock.GetUtcNow() - _clockSkew);
}
