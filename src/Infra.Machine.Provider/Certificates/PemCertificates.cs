using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Infra.Machine.Provider.Certificates;

/// <summary>Reads certificates and keys from PEM; what cannot be read is null.</summary>
internal static class PemCertificates
{
    /// <summary>The first certificate in the text.</summary>
    public static X509Certificate2? First(string pem)
    {
        try
        {
            return X509Certificate2.CreateFromPem(pem);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public static ECDsa? Key(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return key;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            key.Dispose();
            return null;
        }
    }

    public static DateTimeOffset? NotAfter(string pem)
    {
        using var certificate = First(pem);
        return certificate is null ? null : new DateTimeOffset(certificate.NotAfter.ToUniversalTime());
    }

    /// <summary>The SHA-256 of the first certificate, in hex: a name for it.</summary>
    public static string Fingerprint(string pem)
    {
        using var certificate = First(pem);
        return certificate?.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant() ?? "";
    }

    /// <summary>True if the private key belongs to the certificate.</summary>
    public static bool Match(X509Certificate2 certificate, ECDsa key)
    {
        using var theirs = certificate.GetECDsaPublicKey();
        return theirs is not null && theirs.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo());
    }
}
