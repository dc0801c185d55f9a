using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Infra.Security;

/// <summary>Certificates in a file of this computer.</summary>
internal static class PemFile
{
    /// <summary>The end of a sentence that begins with the file's name; null if the file holds a certificate.</summary>
    public static string? ProblemOf(string path)
    {
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPem(File.ReadAllText(path));
            foreach (var certificate in certificates)
            {
                certificate.Dispose();
            }

            return certificates.Count == 0 ? "holds no certificate." : null;
        }
        catch (CryptographicException e)
        {
            return $"holds a damaged certificate: {e.Message}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return File.Exists(path) ? $"cannot be read: {e.Message}" : "is no file.";
        }
    }
}
