using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;

namespace Infra.Rehearsal.Kinds;

/// <summary>A certificate for load balancers. Its key is kept in a file that only this computer's root may read.</summary>
internal sealed class Certificate : Kind
{
    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (inputs.ContainsUnknowns)
        {
            return [];
        }

        return inputs.Text("type") == "lets_encrypt"
            ? Fail("domains", inputs.List("domains").IsEmpty ? "is needed for a certificate of Let's Encrypt" : null)
            : [.. Fail("leafCertificate", inputs.Text("leafCertificate").Length == 0 ? "is needed for a custom certificate" : Wrong(inputs)), .. Fail("privateKey", inputs.Text("privateKey").Length == 0 ? "is needed for a custom certificate" : null)];
    }

    public override string? Refuse(PropertyMap inputs, ImmutableArray<Thing> others) => Taken(inputs, others, "certificate");

    /// <summary>Its name: a renewed one keeps it.</summary>
    public override string NewId(PropertyMap inputs, CloudAccount account) => inputs.Text("name");

    public override async Task<PropertyMap> MakeAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        var pem = work.Inputs.Text("type") == "lets_encrypt"
            ? await IssueAsync(work, cancellationToken)
            : $"{work.Inputs.Text("leafCertificate").Trim()}\n{work.Inputs.Text("certificateChain").Trim()}\n{work.Inputs.Text("privateKey").Trim()}\n";
        work.Account.WritePrivate(FileOf(work.Account, thing), pem);
        using var certificate = X509Certificate2.CreateFromPem(pem);
#pragma warning disable CA5350 // The cloud's identifier of a certificate, not a protection.
        return
        [
            new("uuid", NewUuid()), new("state", "verified"), new("sha1Fingerprint", Convert.ToHexStringLower(SHA1.HashData(certificate.RawData))),
            new("notAfter", certificate.NotAfter.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)),
        ];
#pragma warning restore CA5350
    }

    public override Task RemoveAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        if (work.Account.Of(nameof(LoadBalancer)).FirstOrDefault(b => b.Inputs.Objects("forwardingRules").Any(r => r.Text("certificateName") == thing.Id)) is { } user)
        {
            throw CloudAnswer.Of(403, "forbidden", $"Make sure the certificate is not in use before deleting it: the load balancer '{user.Name}' uses it");
        }

        File.Delete(FileOf(work.Account, thing));
        return Task.CompletedTask;
    }

    /// <summary>Certificate, chain and key in one.</summary>
    internal static string FileOf(CloudAccount account, Thing certificate) => Path.Combine(account.Directory, $"{Uri.EscapeDataString(certificate.Id)}.pem");

    private static string? Wrong(PropertyMap inputs)
    {
        try
        {
            using var pair = X509Certificate2.CreateFromPem(inputs.Text("leafCertificate"), inputs.Text("privateKey"));
            return null;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            // Never the message of the platform: it may quote what it read.
            return "and privateKey are not a certificate and its key in PEM";
        }
    }

    /// <summary>As the cloud: by DNS, so that every name has to be in a zone that it serves.</summary>
    private static async Task<string> IssueAsync(Work work, CancellationToken cancellationToken)
    {
        var (names, zones) = (work.Inputs.List("domains"), work.Account.Of(nameof(Domain)).Select(d => d.Id).ToArray());
        if (names.FirstOrDefault(n => !zones.Any(z => n == z || n.EndsWith("." + z, StringComparison.OrdinalIgnoreCase))) is { } stranger)
        {
            throw CloudAnswer.Unprocessable(
                $"'{stranger}' is not in a domain of this account: a certificate of Let's Encrypt is for names whose DNS DigitalOcean serves. Declare the Domain before it, or give a custom certificate");
        }

        var issued = await RehearsalAuthority.IssueAsync(work.Account, names, work.Time, cancellationToken);
        work.Narrator.Notice($"a rehearsal asks nothing of Let's Encrypt: the certificate is signed by {RehearsalAuthority.FileOf(work.Account)}");
        return issued.Certificate + issued.PrivateKey;
    }
}
