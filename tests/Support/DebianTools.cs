using System.Collections.Frozen;
using System.Diagnostics;
using Infra.Protocol.Processes;

namespace Tests.Support;

/// <summary>Programs from Debian that the tests call: what is missing is installed, once, as root on Debian. Elsewhere it is named.</summary>
internal static class DebianTools
{
    private static readonly FrozenDictionary<string, string> _packages = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["curl"] = "curl",
        ["docker-registry"] = "docker-registry",
        ["flock"] = "util-linux",
        ["gcc"] = "gcc libc6-dev",
        ["ip"] = "iproute2",
        ["mmdebstrap"] = "mmdebstrap",
        ["nft"] = "nftables",
        ["node"] = "nodejs",
        ["npm"] = "npm",
        ["openssl"] = "openssl",
        ["pebble"] = "pebble",
        ["shellcheck"] = "shellcheck",
        ["skopeo"] = "skopeo",
        ["ssh"] = "openssh-client",
        ["ssh-audit"] = "ssh-audit",
        ["ssh-keygen"] = "openssh-client",
        ["sslscan"] = "sslscan",
        ["systemd-nspawn"] = "systemd-container",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(10);

    /// <summary>What local machines need.</summary>
    public static string[] OfMachines { get; } = ["systemd-nspawn", "mmdebstrap", "nft", "ip", "ssh"];

    public static bool CanInstall { get; } =
        OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/etc/debian_version") && File.Exists("/usr/bin/apt-get");

    /// <summary>The program's path; null if this computer has none.</summary>
    public static string? Find(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Concat(["/usr/sbin", "/sbin"])
            .Select(directory => Path.Combine(directory, tool)).FirstOrDefault(File.Exists);

    /// <summary>Those that are not there, after installing what can be.</summary>
    public static async Task<string[]> MissingAsync(params string[] tools)
    {
        if (CanInstall && tools.Where(tool => Find(tool) is null).SelectMany(tool => _packages[tool].Split(' ')).Distinct(StringComparer.Ordinal).ToArray() is [_, ..] packages)
        {
            await InstallAsync(packages);
        }

        return [.. tools.Where(tool => Find(tool) is null)];
    }

    // One test project at a time: apt waits for the lock of packages, not for the one of its lists.
    private static async Task InstallAsync(string[] packages)
    {
        using var limit = new CancellationTokenSource(_patience);
        var install = new ProcessStartInfo(
            "flock", ["/var/lib/apt", "sh", "-c", "apt-get update -qq; exec apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=120 \"$@\"", "sh", .. packages]);
        install.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        var result = await ChildProcess.RunAsync(install, default, limit.Token);
        result.Succeeded.ShouldBeTrue(result.Error + result.Output);
    }
}
