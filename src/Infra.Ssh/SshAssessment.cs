using System.Net;
using Infra.Hosting;
using Infra.Security;
using Infra.Text;

namespace Infra.Ssh;

/// <summary>What is wrong with the settings of a server, all at once.</summary>
internal static class SshAssessment
{
    private const string Prefix = "ssh-ed25519 ";

    public static IEnumerable<Finding> Of(SshSettings settings)
    {
        foreach (var finding in Address(settings.Address).Concat(User(settings)).Concat(HostKey(settings)).Concat(PrivateKey(settings)))
        {
            yield return finding;
        }

        if (settings.Port is < 1 or > 65535)
        {
            yield return Wrong("port", $"{settings.Port} is no port.", "infra config set port 22");
        }
    }

    private static IEnumerable<Finding> Address(string? address)
    {
        if (string.IsNullOrEmpty(address))
        {
            yield return Missing("address", "the server's address", "infra config set address 192.0.2.7");
        }
        else if (!Names.IsDomain(address) && !IPAddress.TryParse(address, out _))
        {
            yield return Wrong("address", $"'{address}' is neither an address nor a host name.", "infra config set address 192.0.2.7");
        }
    }

    private static IEnumerable<Finding> User(SshSettings settings)
    {
        if (string.IsNullOrEmpty(settings.User))
        {
            yield return Missing("user", "the user who logs in and may use sudo", "infra config set user deploy");
        }
        else if (settings.User == "root")
        {
            yield return Finding.Impossible(
                Codes.RootLogin,
                "infra:user",
                "Logging in as root ends with the first deployment: the server is hardened, and root may no longer log in.",
                $"""
                Make a user once, and name it here:
                ssh -p {settings.Port} root@{settings.Address ?? "ADDRESS"} 'apt-get install -y sudo && adduser --disabled-password --gecos "" deploy && install -d -m 700 -o deploy -g deploy ~deploy/.ssh && install -m 600 -o deploy -g deploy ~/.ssh/authorized_keys ~deploy/.ssh/ && echo "deploy ALL=(ALL) NOPASSWD: ALL" > /etc/sudoers.d/deploy && chmod 440 /etc/sudoers.d/deploy'
                infra config set user deploy
                """);
        }
        else if (!Names.IsUser(settings.User))
        {
            yield return Wrong("user", $"'{settings.User}' cannot be a user of the server.", "infra config set user deploy");
        }
    }

    private static IEnumerable<Finding> HostKey(SshSettings settings)
    {
        var scan = $"Ask the server for it, and compare its fingerprint with one you have from elsewhere (its console, your provider):\nssh-keyscan -p {settings.Port} -t ed25519 {settings.Address ?? "ADDRESS"}\ninfra config set hostKey 'ssh-ed25519 AAAA…'";
        if (string.IsNullOrEmpty(settings.HostKey))
        {
            yield return Missing("hostKey", "the key by which the server is known", scan);
        }
        else if (!settings.HostKey.StartsWith(Prefix, StringComparison.Ordinal) || PublicKeys.ProblemOf(settings.HostKey) is not null)
        {
            yield return Wrong("hostKey", "It is no Ed25519 key of a server.", scan);
        }
    }

    private static IEnumerable<Finding> PrivateKey(SshSettings settings)
    {
        if (settings.PrivateKey is null && string.IsNullOrEmpty(settings.IdentityFile))
        {
            yield return Missing("privateKey", "the key to log in with", "infra config set --secret privateKey < ~/.ssh/id_ed25519\nor, to leave it where it is:\ninfra config set identityFile ~/.ssh/id_ed25519");
        }
        else if (settings.PrivateKey is not null && !string.IsNullOrEmpty(settings.IdentityFile))
        {
            yield return Wrong("identityFile", "Both privateKey and identityFile are set.", "infra config rm identityFile");
        }
        else if (settings.IdentityFile is { Length: > 0 } file && IdentityFile.ProblemOf(file) is { } problem)
        {
            yield return Finding.Impossible(Codes.PrivateKey, "infra:identityFile", problem, "Name a private key of OpenSSH without a passphrase:\nssh-keygen -t ed25519 -N '' -f ~/.ssh/infra");
        }
    }

    private static Finding Missing(string key, string what, string help) =>
        Finding.Impossible(Codes.MissingSetting, "infra:" + key, $"It is not set: {what}.", help);

    private static Finding Wrong(string key, string message, string help) =>
        Finding.Impossible(Codes.WrongSetting, "infra:" + key, message, help);
}
