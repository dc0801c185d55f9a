using System.Collections.Immutable;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Local.Host;

/// <summary>What this computer must have before it can carry local machines.</summary>
internal static class HostRequirements
{
    private static readonly ImmutableSortedDictionary<string, string> _packages = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["systemd-nspawn"] = "systemd-container",
        ["mmdebstrap"] = "mmdebstrap",
        ["nft"] = "nftables",
        ["ip"] = "iproute2",
        ["mount"] = "mount",
        ["unshare"] = "util-linux",
        ["flock"] = "util-linux",
        ["setsid"] = "util-linux",
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>What is missing, in words; empty when local machines can be made.</summary>
    public static ImmutableArray<string> Missing()
    {
        if (!OperatingSystem.IsLinux())
        {
            return ["local machines need Linux: choose another host"];
        }

        var missing = ImmutableArray.CreateBuilder<string>();
        if (!Signals.IsRoot)
        {
            missing.Add("local machines need root: run the command with sudo");
        }

        var packages = _packages.Where(p => HostCommand.Find(p.Key) is null).Select(p => p.Value).Distinct(StringComparer.Ordinal).ToArray();
        if (packages.Length > 0)
        {
            missing.Add($"packages are missing: apt-get install -y --no-install-recommends {string.Join(' ', packages)}");
        }

        return missing.ToImmutable();
    }

    public static void Demand()
    {
        if (Missing() is [_, ..] missing)
        {
            throw new ProviderException($"this computer cannot carry local machines: {string.Join("; ", missing)}");
        }
    }
}
