using System.Collections.Frozen;

namespace Infra.Security;

/// <summary>Users and groups that Debian or a layer's package makes.</summary>
internal static class ReservedUsers
{
    private static readonly FrozenSet<string> _names = FrozenSet.Create(
        StringComparer.Ordinal,
        "root", "daemon", "bin", "sys", "sync", "games", "man", "lp", "mail", "news", "uucp", "proxy", "www-data", "backup", "list", "irc",
        "nobody", "nogroup", "sshd", "messagebus", "postgres", "mysql", "redis", "sudo", "admin", "adm", "staff", "users", "shadow", "tty",
        "disk", "kmem", "dialout", "systemd-network", "systemd-timesync", "systemd-resolve", "ssl-cert", "ssh", "nginx", "apache2", "infra");

    public static bool Contains(string name) => _names.Contains(name);
}
