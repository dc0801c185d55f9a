namespace Infra.Security;

/// <summary>Which names no public authority certifies.</summary>
internal static class PublicDomains
{
    public const string Source = "iana.org/assignments/special-use-domain-names; ICANN resolution of 2024-07-29 on .internal";

    private static readonly string[] _reserved =
    [
        "alt", "example", "example.com", "example.net", "example.org", "home.arpa", "internal", "invalid", "local", "localhost", "onion", "test",
    ];

    /// <summary>The reserved name that a domain is or lies under; null for one that may be certified.</summary>
    public static string? ReservedPartOf(string domain) => Array.Find(_reserved, reserved => Contains(domain, reserved));

    /// <summary>Whether a name is another, or lies under it.</summary>
    public static bool Contains(string name, string parent) =>
        name.Equals(parent, StringComparison.OrdinalIgnoreCase) || name.EndsWith("." + parent, StringComparison.OrdinalIgnoreCase);
}
