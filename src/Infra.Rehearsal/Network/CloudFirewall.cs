using System.Collections.Immutable;
using Infra.Machine.Provider.Local;
using Infra.Machine.Provider.Local.Host;
using Infra.Rehearsal.Account;

namespace Infra.Rehearsal.Network;

/// <summary>
/// Puts the account's firewalls between this computer, the outside and the Droplets: as a packet filter table on this
/// computer, out of a Droplet's reach.
/// </summary>
internal static class CloudFirewall
{
    public static string TableOf(LocalRoot root) => root.Table + "_cloud";

    /// <summary>Makes the table what the account's firewalls say; no table if they say nothing.</summary>
    /// <param name="account">Everything there is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="without">A Droplet that is left open, by its id: this computer has to see it boot.</param>
    /// <param name="narrator">Told what cannot be held.</param>
    public static async Task ApplyAsync(CloudAccount account, CancellationToken cancellationToken, string without = "", Narrator? narrator = null)
    {
        using (await account.LockAsync(cancellationToken))
        {
            var (root, scene) = (account.Root, FirewallScene.Of(account, without));
            if (scene.Guarded.IsEmpty)
            {
                await RemoveAsync(root, cancellationToken);
                return;
            }

            await HostCommand.RunAsync("nft", ["-f", "-"], cancellationToken, FirewallRules.Render(TableOf(root), root.Bridge, scene));
            // From one Droplet to another packets cross the bridge alone, and only the bridge can hand them to the filter.
            if (!(await HostCommand.TryAsync("ip", ["link", "set", "dev", root.Bridge, "type", "bridge", "nf_call_iptables", "1"], cancellationToken)).Succeeded)
            {
                narrator?.Warn("firewalls hold between the outside and the Droplets, not between Droplets: the kernel of this computer does not filter on bridges (br_netfilter)");
            }
        }
    }

    /// <summary>The Droplets that are really guarded, by id.</summary>
    public static async Task<ImmutableHashSet<string>> FindGuardedAsync(LocalRoot root, CancellationToken cancellationToken)
    {
        var listed = await HostCommand.TryAsync("nft", ["list", "table", "ip", TableOf(root)], cancellationToken);
        return listed.Succeeded
            ? [.. listed.Output.Split('\n').Select(l => l.Trim()).Where(l => l.StartsWith("chain in_", StringComparison.Ordinal)).Select(l => l["chain in_".Length..].TrimEnd(' ', '{'))]
            : [];
    }

    public static async Task<bool> ExistsAsync(LocalRoot root, CancellationToken cancellationToken) =>
        HostCommand.Find("nft") is not null && (await HostCommand.TryAsync("nft", ["list", "table", "ip", TableOf(root)], cancellationToken)).Succeeded;

    private static async Task RemoveAsync(LocalRoot root, CancellationToken cancellationToken)
    {
        if (await ExistsAsync(root, cancellationToken))
        {
            await HostCommand.RunAsync("nft", ["delete", "table", "ip", TableOf(root)], cancellationToken);
        }
    }
}
