using System.Collections.Immutable;
using Infra.Machine.Provider.Certificates;
using Infra.Protocol.Providers;

namespace Infra.Rehearsal.Account;

/// <summary>The authority that signs for the cloud's names in place of Let's Encrypt; its certificate lies in the account's directory.</summary>
internal static class RehearsalAuthority
{
    private const int AuthorityDays = 3650;

    // As long as those of Let's Encrypt.
    private const int Days = 90;

    /// <summary>What a browser has to trust.</summary>
    public static string FileOf(CloudAccount account) => Path.Combine(account.Directory, "authority.crt");

    private static string KeyOf(CloudAccount account) => Path.Combine(account.Directory, "authority.key");

    /// <summary>A certificate for the names, with its chain. The caller does not hold the account's lock.</summary>
    public static async Task<IssuedCertificate> IssueAsync(CloudAccount account, ImmutableArray<string> names, TimeProvider time, CancellationToken cancellationToken)
    {
        using (await account.LockAsync(cancellationToken))
        {
            var issuer = new CertificateIssuer(time);
            if (!File.Exists(FileOf(account)) || !File.Exists(KeyOf(account)))
            {
                var made = issuer.IssueAuthority("Infra rehearsal", AuthorityDays);
                account.WritePrivate(KeyOf(account), made.PrivateKey);
                account.WritePrivate(FileOf(account), made.Certificate);
            }

            using var certificate = PemCertificates.First(await File.ReadAllTextAsync(FileOf(account), cancellationToken));
            using var key = PemCertificates.Key(await File.ReadAllTextAsync(KeyOf(account), cancellationToken));
            return certificate is not null && key is not null
                ? issuer.IssueServer(certificate, key, names, [], Days)
                : throw new ProviderException($"INF7504: the rehearsal's authority in {account.Directory} cannot be read\nRemove {FileOf(account)} and {KeyOf(account)}: a new one is made.");
        }
    }

    /// <summary>Goes with the last thing.</summary>
    public static void Remove(CloudAccount account)
    {
        File.Delete(FileOf(account));
        File.Delete(KeyOf(account));
    }
}
