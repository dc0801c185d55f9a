namespace Infra.DigitalOcean.Droplets;

/// <summary>Certificates as text.</summary>
internal static class PemText
{
    private const string End = "-----END CERTIFICATE-----";

    /// <summary>The first of a chain.</summary>
    public static string First(string chain)
    {
        var end = chain.IndexOf(End, StringComparison.Ordinal);
        return end < 0 ? chain : chain[..(end + End.Length)] + "\n";
    }
}
