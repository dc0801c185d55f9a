using Infra.Machine.States;
using OperatingSystem = Infra.OperatingSystems.OperatingSystem;

namespace Infra.Machine.Rendering.Systems;

/// <summary>The operating system: security updates, kernel settings, a journal that does not fill the disk.</summary>
internal static class SystemRenderer
{
    private const string KernelSettings = "/etc/sysctl.d/60-hardening.conf";
    private const string JournalLimits = "/etc/systemd/journald.conf.d/50-limits.conf";

    public static LayerState Render(Site site) => new($"{site.Name}-system")
    {
        Packages = LayerState.Sorted("ca-certificates", "unattended-upgrades"),
        Directories = LayerState.Sorted(("/etc/systemd/journald.conf.d", new DirectoryState())),
        Files = LayerState.Sorted(
            ("/etc/apt/apt.conf.d/20auto-upgrades", new FileState(Periodic)),
            ("/etc/apt/apt.conf.d/52unattended-upgrades-local", new FileState(UnattendedUpgrades(site.Declaration.OperatingSystem))),
            (KernelSettings, new FileState(Kernel)),
            (JournalLimits, new FileState(Journal))),
        Services = LayerState.Sorted(
            ("unattended-upgrades", new ServiceState()),
            ("systemd-sysctl", new ServiceState { Enabled = false, RestartOn = [KernelSettings] }),
            ("systemd-journald", new ServiceState { Enabled = false, RestartOn = [JournalLimits] })),
    };

    private const string Periodic =
        """
        APT::Periodic::Update-Package-Lists "1";
        APT::Periodic::Unattended-Upgrade "1";
        APT::Periodic::AutocleanInterval "7";

        """;

    private static string UnattendedUpgrades(OperatingSystem system) =>
        $"""
        {Origins(system)}
        Unattended-Upgrade::Remove-Unused-Dependencies "true";
        Unattended-Upgrade::Automatic-Reboot "{(system.RebootAt is null ? "false" : "true")}";
        {(system.RebootAt is { } time ? $"Unattended-Upgrade::Automatic-Reboot-Time \"{time:HH\\:mm}\";\n" : "")}
        """;

    /// <summary>Security updates and no others, in the words of each distribution's own file.</summary>
    private static string Origins(OperatingSystem system) => system.Name == OperatingSystem.Ubuntu2404.Name
        ? """
          #clear Unattended-Upgrade::Allowed-Origins;
          Unattended-Upgrade::Allowed-Origins {
            "${distro_id}:${distro_codename}-security";
            "${distro_id}ESMApps:${distro_codename}-apps-security";
            "${distro_id}ESM:${distro_codename}-infra-security";
          };
          """
        : """
          #clear Unattended-Upgrade::Origins-Pattern;
          Unattended-Upgrade::Origins-Pattern {
            "origin=Debian,codename=${distro_codename}-security,label=Debian-Security";
          };
          """;

    // "-": a container may not set all, and not every server has IPv6.
    private const string Kernel =
        """
        net.ipv4.conf.all.accept_redirects = 0
        net.ipv4.conf.all.accept_source_route = 0
        net.ipv4.conf.all.log_martians = 1
        net.ipv4.conf.all.rp_filter = 1
        net.ipv4.conf.all.secure_redirects = 0
        net.ipv4.conf.all.send_redirects = 0
        net.ipv4.conf.default.accept_redirects = 0
        net.ipv4.conf.default.accept_source_route = 0
        net.ipv4.conf.default.log_martians = 1
        net.ipv4.conf.default.rp_filter = 1
        net.ipv4.conf.default.secure_redirects = 0
        net.ipv4.conf.default.send_redirects = 0
        net.ipv4.icmp_echo_ignore_broadcasts = 1
        net.ipv4.icmp_ignore_bogus_error_responses = 1
        net.ipv4.ip_forward = 0
        net.ipv4.tcp_syncookies = 1
        -net.ipv6.conf.all.accept_redirects = 0
        -net.ipv6.conf.all.accept_source_route = 0
        -net.ipv6.conf.all.forwarding = 0
        -net.ipv6.conf.default.accept_redirects = 0
        -net.ipv6.conf.default.accept_source_route = 0
        -fs.protected_fifos = 2
        -fs.protected_hardlinks = 1
        -fs.protected_regular = 2
        -fs.protected_symlinks = 1
        -fs.suid_dumpable = 0
        -kernel.dmesg_restrict = 1
        -kernel.kptr_restrict = 2
        -kernel.randomize_va_space = 2
        -kernel.unprivileged_bpf_disabled = 1
        -kernel.yama.ptrace_scope = 1

        """;

    private const string Journal =
        """
        [Journal]
        Storage=persistent
        SystemMaxUse=200M
        MaxRetentionSec=1month

        """;
}
