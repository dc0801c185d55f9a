using System.Collections.Immutable;

namespace Infra.Machine.Provider.Local.Machines;

/// <summary>A file in a machine's tree.</summary>
internal sealed record TreeFile(string Path, string Content, UnixFileMode Mode)
{
    // Some contents are private keys.
    public override string ToString() => Path;
}

/// <summary>What a new machine's own files say. Pure.</summary>
internal static class MachineFiles
{
    private const UnixFileMode Public = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Sudoers = UnixFileMode.UserRead | UnixFileMode.GroupRead;

    public static ImmutableArray<TreeFile> For(MachineIdentity identity, string address, string resolver)
    {
        var files = ImmutableArray.CreateBuilder<TreeFile>();
        files.Add(new("etc/hostname", identity.Hostname + "\n", Public));
        files.Add(new("etc/hosts", Hosts(identity.Hostname, address), Public));
        files.Add(new("etc/resolv.conf", resolver, Public));
        files.Add(new("etc/ssh/ssh_host_ed25519_key", identity.HostPrivateKey, Private));
        files.Add(new("etc/ssh/ssh_host_ed25519_key.pub", identity.HostPublicKey.TrimEnd() + "\n", Public));
        if (identity.AdminUser != "root")
        {
            files.Add(new("etc/sudoers.d/90-admin", $"{identity.AdminUser} ALL=(ALL:ALL) NOPASSWD:ALL\n", Sudoers));
        }

        if (identity.UserData is null)
        {
            files.Add(new("etc/cloud/cloud-init.disabled", "no user data was given\n", Public));
        }
        else
        {
            files.Add(new("var/lib/cloud/seed/nocloud/meta-data", $"instance-id: {identity.Hostname}\nlocal-hostname: {identity.Hostname}\n", Public));
            files.Add(new("var/lib/cloud/seed/nocloud/user-data", identity.UserData, Private));
        }

        return files.ToImmutable();
    }

    public static string AuthorizedKeys(MachineIdentity identity) => string.Concat(identity.AuthorizedKeys.Select(k => k.Trim() + "\n"));

    private static string Hosts(string hostname, string address)
    {
        var names = hostname.Split('.') is [var shortName, _, ..] ? $"{hostname} {shortName}" : hostname;
        return $"127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n{address} {names}\n";
    }
}
