using System.Text.RegularExpressions;

namespace Infra.Rehearsal.Dns;

/// <summary>Names of domains and of records in them.</summary>
internal static partial class DnsName
{
    public static bool IsDomain(string name) => name.Length <= 253 && name.Contains('.', StringComparison.Ordinal) && Labels().IsMatch(name);

    /// <summary>A name inside a zone, as www, *.shop or _acme-challenge.</summary>
    public static bool IsRelative(string name) => name.Length <= 253 && Labels().IsMatch(name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name == "*" ? "a" : name);

    /// <summary>The name from the root, without the last dot.</summary>
    public static string Full(string name, string domain) =>
        name == "@" ? domain : name.EndsWith("." + domain, StringComparison.Ordinal) ? name : $"{name}.{domain}";

    [GeneratedRegex(@"^[A-Za-z0-9_]([A-Za-z0-9_\-]{0,61}[A-Za-z0-9_])?(\.[A-Za-z0-9_]([A-Za-z0-9_\-]{0,61}[A-Za-z0-9_])?)*\z")]
    private static partial Regex Labels();
}
