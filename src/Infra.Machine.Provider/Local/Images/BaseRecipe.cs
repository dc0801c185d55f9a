using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Infra.Machine.Provider.Local.Assets;
using Infra.Machine.Provider.Local.Host;

namespace Infra.Machine.Provider.Local.Images;

/// <summary>Everything that a base image is made from. The same recipe makes the same image, which is then made only once.</summary>
/// <param name="Release">Debian's code name.</param>
/// <param name="Sources">Where packages come from.</param>
/// <param name="AptOptions">How apt must be told to reach them.</param>
/// <param name="HostFiles">What the image takes over from this computer, as text.</param>
internal sealed partial record BaseRecipe(string Release, string Sources, ImmutableArray<string> AptOptions, string HostFiles)
{
    public static readonly ImmutableSortedDictionary<string, string> Releases =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["debian-12"] = "bookworm" }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static readonly ImmutableArray<string> _packages =
    [
        "ca-certificates", "cloud-init", "curl", "dbus", "iproute2", "iputils-ping", "less", "libpam-systemd", "locales", "netbase",
        "openssh-server", "procps", "python3", "python3-apt", "sudo", "systemd", "systemd-sysv", "tzdata",
    ];

    public static string Packages => string.Join(',', _packages);

    /// <summary>The image's directory name.</summary>
    public string Key => $"base-{Release}-{Digest.Of([Release, Sources, .. AptOptions, HostFiles, Packages, Scripts.BuildBase, Scripts.CustomizeBase])}";

    /// <summary>The recipe for an image name, as in debian-12, on this computer.</summary>
    public static async Task<BaseRecipe> OnThisComputerAsync(string image, CancellationToken cancellationToken)
    {
        var release = Releases[image];
        var configuration = HostCommand.Find("apt-config") is null ? "" : await HostCommand.RunAsync("apt-config", ["dump"], cancellationToken);
        return new(release, AptSources.OfThisComputer(release), ReachingOptions(configuration), ReadHostFiles());
    }

    /// <summary>The lines of apt's configuration that say how to reach sources.</summary>
    public static ImmutableArray<string> ReachingOptions(string configuration) =>
        [.. configuration.Split('\n').Select(l => l.Trim()).Where(l => Reaching().IsMatch(l))];

    private static string ReadHostFiles()
    {
        const string authorities = "/usr/local/share/ca-certificates";
        var files = Directory.Exists(authorities) ? Directory.GetFiles(authorities, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : Enumerable.Empty<string>();
        return string.Concat(files.Append("/etc/pip.conf").Where(File.Exists).Select(f => $"{f}\n{File.ReadAllText(f)}\n"));
    }

    [GeneratedRegex("^Acquire::(\\S*Proxy\\S*|Check-Valid-Until|Check-Date) \"[^\"]+\";$", RegexOptions.IgnoreCase)]
    private static partial Regex Reaching();
}

/// <summary>Short names for contents.</summary>
internal static class Digest
{
    public static string Of(IEnumerable<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))))[..12];
}
