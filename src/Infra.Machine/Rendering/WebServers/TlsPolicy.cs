namespace Infra.Machine.Rendering.WebServers;

/// <summary>Mozilla's "intermediate" guideline 6.0 (2026-04-06), as far as the OpenSSL 3.0 of Debian 12 goes.</summary>
internal static class TlsPolicy
{
    public const string Ciphers =
        "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
        + "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

    /// <summary>Without the guideline's first, X25519MLKEM768: OpenSSL before 3.5 does not know it, and nginx then refuses to start.</summary>
    public const string Curves = "X25519:prime256v1:secp384r1";

    /// <summary>Two years.</summary>
    public const string StrictTransportSecurity = "max-age=63072000";
}
