using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Pulumi;

namespace Infra.Machine.States;

/// <summary>Marks, in the content of a file, a value that is not known before the server exists, or that is a secret.</summary>
public static partial class Placeholder
{
    /// <summary>The server's address as it stands in a URL.</summary>
    public static readonly string Host = Of("host");

    public static readonly string Certificate = Of("certificate");

    public static readonly string CertificateKey = Of("certificateKey");

    /// <summary>Who signed the https certificate of the authority's directory, in PEM.</summary>
    public static readonly string DirectoryAuthority = Of("directoryAuthority");

    public static readonly string SecretKey = Of("secretKey");

    /// <summary>Where a database is that is not on the server; a secret.</summary>
    public static readonly string DatabaseUrl = Of("databaseUrl");

    /// <summary>Who signed that database's certificate, in PEM.</summary>
    public static readonly string DatabaseAuthority = Of("databaseAuthority");

    /// <summary>The private network the servers are in, as 10.110.0.0/20.</summary>
    public static readonly string Network = Of("network");

    /// <summary>A setting that the declaration gives the application.</summary>
    public static string Setting(string name) => Of("setting." + name);

    /// <summary>The text with its values; as secret, and as unknown, as those it uses.</summary>
    public static Input<string> Fill(string text, IReadOnlyDictionary<string, Input<string>> values)
    {
        var used = Pattern().Matches(text).Select(match => match.Value).Distinct().ToImmutableArray();
        return used.IsEmpty
            ? text
            : Output.All(used.Select(placeholder => values[placeholder])).Apply(filled => Replace(text, used, filled));
    }

    /// <summary>In one pass: a value is never searched for placeholders.</summary>
    private static string Replace(string text, ImmutableArray<string> placeholders, ImmutableArray<string> values) =>
        Pattern().Replace(text, match => values[placeholders.IndexOf(match.Value)]);

    private static string Of(string name) => "{{" + name + "}}";

    [GeneratedRegex(@"\{\{[a-zA-Z][\w.]*\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
