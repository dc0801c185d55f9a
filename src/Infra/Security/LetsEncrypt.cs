using System.Diagnostics.CodeAnalysis;
using Infra.Hosting;
using Infra.Text;

namespace Infra.Security;

/// <summary>
/// The site's certificate is from Let's Encrypt, or another authority that speaks ACME; the server asks for it and renews it itself.
/// Declaring it agrees to the authority's terms of service.
/// </summary>
public sealed record LetsEncrypt : Tls
{
    /// <summary>Where browsers' certificates are from.</summary>
    public const string Production = "https://acme-v02.api.letsencrypt.org/directory";

    /// <summary>For trying: generous limits, certificates that no browser trusts.</summary>
    public const string Staging = "https://acme-staging-v02.api.letsencrypt.org/directory";

    /// <summary>Where the authority may write to; null or empty: nowhere.</summary>
    public string? Email { get; init => field = string.IsNullOrEmpty(value) ? null : value; }

    /// <summary>The URL of the authority's ACME directory; null or empty: <see cref="Production"/>.</summary>
    [AllowNull]
    public string Directory { get; init => field = string.IsNullOrEmpty(value) ? Production : value; } = Production;

    /// <summary>A file on this computer, in PEM: who signed the directory's own https certificate, beside the authorities Debian knows. Null or empty: nobody.</summary>
    public string? AuthorityFile { get; init => field = string.IsNullOrEmpty(value) ? null : value; }

    /// <summary>Whether the authority must be able to reach the site from the internet.</summary>
    public bool IsPublic => Uri.TryCreate(Directory, UriKind.Absolute, out var directory) && PublicDomains.Contains(directory.Host, "letsencrypt.org");

    /// <summary>The text of <see cref="AuthorityFile"/>; null if there is none.</summary>
    /// <exception cref="IOException">The file is gone since the declaration was checked.</exception>
    public string? ReadAuthority(string rootDirectory) => AuthorityFile is null ? null : File.ReadAllText(Path.GetFullPath(AuthorityFile, rootDirectory));

    internal override IEnumerable<Finding> Validate(ValidationContext context)
    {
        if (context.Domain is null)
        {
            yield return Finding.Impossible(Codes.CertificateDomain, "Domain", "There is none, and an address gets no certificate from Let's Encrypt.", "Declare the site's name:\ninfra config set domain shop.example.org");
        }
        else if (IsPublic && Names.IsDomain(context.Domain) && PublicDomains.ReservedPartOf(context.Domain) is { } reserved)
        {
            yield return Finding.Impossible(
                Codes.CertificateDomain,
                "Domain",
                $"'{context.Domain}' gets no certificate from Let's Encrypt: '{reserved}' is reserved and leads nowhere on the internet.",
                "Declare a name that is registered and points to the server, or take the certificate from the local authority:\ninfra config set tls local",
                PublicDomains.Source);
        }

        if (Email is not null && !Names.IsEmail(Email))
        {
            yield return Finding.Impossible(Codes.Tls, "Tls.Email", $"'{Email}' is no e-mail address.", "Write one address, such as ops@example.org, or leave it out.");
        }

        if (!Names.IsHttpsUrl(Directory))
        {
            yield return Finding.Impossible(Codes.Tls, "Tls.Directory", $"'{Directory}' is no ACME directory.", $"Write a URL that begins with https:// and has no user, query or fragment, such as\n{Staging}");
        }

        if (AuthorityFile is { } file && PemFile.ProblemOf(Path.GetFullPath(file, context.RootDirectory)) is { } problem)
        {
            yield return Finding.Impossible(Codes.Tls, "Tls.AuthorityFile", $"'{file}' {problem}", "Name a file with the certificate of the authority that signed the directory's own, in PEM; leave it out for Let's Encrypt.");
        }
    }
}
