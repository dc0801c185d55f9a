namespace Infra.Machine.Rendering.WebServers;

/// <summary>Headers that every answer over TLS has, whoever made it.</summary>
internal static class SecurityHeaders
{
    public static readonly IReadOnlyList<(string Name, string Value)> All =
    [
        ("Strict-Transport-Security", TlsPolicy.StrictTransportSecurity),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ];
}
