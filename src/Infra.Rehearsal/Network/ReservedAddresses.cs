using System.Security.Cryptography;
using Infra.Machine.Provider.Local.Host;
using Infra.Machine.Provider.Local.Network;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Kinds;

namespace Infra.Rehearsal.Network;

/// <summary>Routes of this computer to reserved addresses, each an additional address of its Droplet.</summary>
internal static class ReservedAddresses
{
    // The last subnet of those for local machines, so that no machine ever has one of its addresses by itself.
    private static readonly Ipv4Range _range = Ipv4Range.Parse("10.213.255.0/24")!.Value;

    /// <summary>An address that nobody has.</summary>
    public static string Free(CloudAccount account)
    {
        for (var tries = 0; tries < 1000; tries++)
        {
            var address = _range.Address(RandomNumberGenerator.GetInt32(1, 255));
            if (account.Find(nameof(ReservedIp), address) is null)
            {
                return address;
            }
        }

        throw new ProviderException("all addresses of 10.213.255.0/24 are reserved");
    }

    /// <summary>Makes the routes what the account says.</summary>
    public static async Task ApplyAsync(CloudAccount account, CancellationToken cancellationToken)
    {
        var root = account.Root;
        using (await account.LockAsync(cancellationToken))
        {
            // Of all devices: the last machine that goes takes the bridge away at any moment, and its routes with it.
            var routes = (await HostCommand.RunAsync("ip", ["-4", "-o", "route", "show"], cancellationToken)).Split('\n')
                .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(w => w is [_, "via", _, "dev", var device, ..] && device == root.Bridge && (Ipv4Range.Parse(w[0])?.Overlaps(_range) ?? false))
                .ToDictionary(w => w[0], w => w[2], StringComparer.Ordinal);
            var wanted = account.Of(nameof(ReservedIp)).Select(a => (a.Id, Droplet: account.Find(nameof(Droplet), a.Text("assigned")))).Where(a => a.Droplet is not null)
                .ToDictionary(a => a.Id, a => a.Droplet!, StringComparer.Ordinal);
            foreach (var (address, _) in routes.Where(r => wanted.GetValueOrDefault(r.Key)?.Text("ipv4Address") != r.Value))
            {
                await HostCommand.RunAsync("ip", ["route", "del", address, "dev", root.Bridge], cancellationToken);
            }

            foreach (var droplet in account.Of(nameof(Droplet)))
            {
                await AddressAsync(account, droplet, [.. wanted.Where(w => w.Value.Id == droplet.Id).Select(w => w.Key)], cancellationToken);
            }

            foreach (var (address, droplet) in wanted)
            {
                await HostCommand.RunAsync("ip", ["route", "replace", address, "via", droplet.Text("ipv4Address"), "dev", root.Bridge], cancellationToken);
            }
        }
    }

    private static async Task AddressAsync(CloudAccount account, Thing droplet, string[] wanted, CancellationToken cancellationToken)
    {
        var space = account.Root.NetworkNamespace(Droplet.MachineName(droplet));
        var listed = await HostCommand.TryAsync("ip", ["-n", space, "-4", "-o", "addr", "show", "dev", "host0"], cancellationToken);
        var there = AddressPlan.Ranges(listed.Output).Where(r => r.Prefix == 32 && r.Overlaps(_range)).Select(r => r.Address(0)).Distinct(StringComparer.Ordinal).ToArray();
        foreach (var address in there.Except(wanted, StringComparer.Ordinal))
        {
            await HostCommand.RunAsync("ip", ["-n", space, "addr", "del", $"{address}/32", "dev", "host0"], cancellationToken);
        }

        foreach (var address in wanted)
        {
            await HostCommand.RunAsync("ip", ["-n", space, "addr", "replace", $"{address}/32", "dev", "host0"], cancellationToken);
        }
    }
}
