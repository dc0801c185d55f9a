using Infra.Machine.States;
using OperatingSystem = Infra.OperatingSystems.OperatingSystem;

namespace Infra.Machine.Rendering.Access;

/// <summary>Who reaches the server: SSH with keys alone, and a firewall that lets in what is declared.</summary>
internal static class AccessRenderer
{
    private const string Firewall = "/etc/nftables.conf";
    private const string Ssh = "/etc/ssh/sshd_config.d/00-hardening.conf";
    private const string KeyDirectory = "/etc/ssh/authorized_keys.d";

    /// <param name="site">Whose server it is.</param>
    /// <param name="openings">Beside SSH.</param>
    public static LayerState Render(Site site, params Opening[] openings)
    {
        var keys = string.Concat(site.Declaration.Access.AuthorizedKeys.Order(StringComparer.Ordinal).Select(key => key.Trim() + "\n"));
        return new LayerState($"{site.Name}-access")
        {
            Packages = LayerState.Sorted("nftables", "openssh-server", "sudo"),
            Directories = LayerState.Sorted((KeyDirectory, new DirectoryState())),
            Files = LayerState.Sorted<FileState>(
            [
                (Firewall, new FileState(FirewallRenderer.Render([new Opening([site.SshPort], site.Declaration.Access.AllowedAddresses), .. openings]), Mode: "0600")),
                (Ssh, new FileState(SshdRenderer.Render(site.AdminUser, KeyDirectory), Mode: "0600")),
                .. keys.Length == 0 ? ((string, FileState)[])[] : [($"{KeyDirectory}/{site.AdminUser}", new FileState(keys))],
            ]),
            Services = LayerState.Sorted(
                ("nftables", new ServiceState { ReloadOn = [Firewall], Check = $"nft --check --file {Firewall}" }),
                // Ubuntu's is started by its socket, and enabling it besides would have both listen.
                ("ssh", new ServiceState { Enabled = site.Declaration.OperatingSystem.Name != OperatingSystem.Ubuntu2404.Name, ReloadOn = [Ssh], Check = "sshd -t" })),
            Listens = [site.SshPort],
        };
    }
}
