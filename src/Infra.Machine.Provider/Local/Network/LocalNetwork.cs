using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Machine.Provider.Local.Host;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Local.Network;

/// <summary>
/// The bridge that machines hang on, their way out, and each machine's own end. All of it may be called again at any time: what
/// is there stays, what is missing is made. Changing calls are made while holding <see cref="HostLock"/>.
/// </summary>
internal sealed partial class LocalNetwork(LocalRoot root)
{
    private const string InnerLink = "host0";
    private const int UsualMtu = 1500;

    /// <summary>The subnet of the bridge if there is one, else a free one.</summary>
    public async Task<Ipv4Range> SubnetAsync(CancellationToken cancellationToken)
    {
        if (BridgeExists
            && AddressPlan.Ranges(await HostCommand.RunAsync("ip", ["-4", "-o", "addr", "show", "dev", root.Bridge], cancellationToken)) is [var own, ..])
        {
            return AddressPlan.SubnetOf(own.Address(0));
        }

        var inUse = await HostCommand.RunAsync("ip", ["-4", "-o", "addr"], cancellationToken)
            + await HostCommand.RunAsync("ip", ["-4", "route", "show", "table", "all"], cancellationToken);
        return AddressPlan.FreeSubnet(AddressPlan.Ranges(inUse))
            ?? throw new ProviderException($"every subnet of {AddressPlan.Area.Address(0)}/{AddressPlan.Area.Prefix} is in use on this computer (see: ip route)");
    }

    /// <summary>Makes bridge and address translation for a subnet.</summary>
    public async Task EnsureAsync(Ipv4Range subnet, CancellationToken cancellationToken)
    {
        if (!BridgeExists)
        {
            await HostCommand.RunAsync(
                "ip",
                ["link", "add", root.Bridge, "address", HardwareAddress.Of(subnet.Address(1)), "type", "bridge", "stp_state", "0", "forward_delay", "0"],
                cancellationToken);
        }

        await HostCommand.RunAsync("ip", ["-batch", "-"], cancellationToken, $"addr replace {subnet.Address(1)}/{subnet.Prefix} dev {root.Bridge}\nlink set {root.Bridge} up\n");
        await HostCommand.RunAsync("nft", ["-f", "-"], cancellationToken, Rules(root, subnet));
    }

    /// <summary>Makes a machine's network namespace and its link to the bridge.</summary>
    public async Task AttachAsync(string name, string address, CancellationToken cancellationToken)
    {
        var space = root.NetworkNamespace(name);
        var link = root.Link(address);
        var mtu = await MtuAsync(cancellationToken);
        var subnet = AddressPlan.SubnetOf(address);
        if (!NamespaceExists(name))
        {
            await HostCommand.RunAsync("ip", ["netns", "add", space], cancellationToken);
        }

        if (!LinkExists(address))
        {
            await HostCommand.RunAsync(
                "ip",
                ["link", "add", link, "mtu", mtu, "type", "veth", "peer", "name", InnerLink, "address", HardwareAddress.Of(address), "mtu", mtu, "netns", space],
                cancellationToken);
        }

        await HostCommand.RunAsync("ip", ["link", "set", link, "master", root.Bridge, "up"], cancellationToken);
        await HostCommand.RunAsync(
            "ip",
            ["-n", space, "-batch", "-"],
            cancellationToken,
            $"link set lo up\nlink set {InnerLink} up\naddr replace {address}/{subnet.Prefix} dev {InnerLink}\nroute replace default via {subnet.Address(1)}\n");
    }

    /// <summary>Removes a machine's namespace and link; what is gone already is fine.</summary>
    public async Task DetachAsync(string name, string? address, CancellationToken cancellationToken)
    {
        if (address is not null && LinkExists(address))
        {
            await HostCommand.TryAsync("ip", ["link", "del", root.Link(address)], cancellationToken);
        }

        if (NamespaceExists(name))
        {
            await HostCommand.TryAsync("ip", ["netns", "del", root.NetworkNamespace(name)], cancellationToken);
        }
    }

    /// <summary>Removes bridge and address translation.</summary>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        if (BridgeExists)
        {
            await HostCommand.RunAsync("ip", ["link", "del", root.Bridge], cancellationToken);
        }

        if (await TableExistsAsync(cancellationToken))
        {
            await HostCommand.RunAsync("nft", ["delete", "table", "ip", root.Table], cancellationToken);
        }
    }

    /// <summary>True if the machine is reachable as far as this computer is concerned.</summary>
    public bool IsAttached(string name, string address) => BridgeExists && NamespaceExists(name) && LinkExists(address);

    public bool BridgeExists => Directory.Exists($"/sys/class/net/{root.Bridge}");

    public async Task<bool> TableExistsAsync(CancellationToken cancellationToken) =>
        (await HostCommand.TryAsync("nft", ["list", "tables"], cancellationToken)).Output.Split('\n').Contains($"table ip {root.Table}");

    /// <summary>Namespaces and links of this root, whether or not a machine belongs to them.</summary>
    public (string[] Namespaces, string[] Links) List() => (
        Directory.Exists("/run/netns") ? [.. Directory.GetFiles("/run/netns").Select(Path.GetFileName).OfType<string>().Where(n => n.StartsWith(root.Tag + "-", StringComparison.Ordinal))] : [],
        [.. Directory.GetFileSystemEntries("/sys/class/net").Select(Path.GetFileName).OfType<string>().Where(root.IsLink)]);

    internal static string Rules(LocalRoot root, Ipv4Range subnet) =>
        $$"""
        table ip {{root.Table}}
        delete table ip {{root.Table}}
        table ip {{root.Table}} {
          chain outgoing {
            type nat hook postrouting priority srcnat; policy accept;
            ip saddr {{subnet.Address(0)}}/{{subnet.Prefix}} oifname != "{{root.Bridge}}" masquerade
          }
          chain forwarded {
            type filter hook forward priority filter - 10; policy accept;
            iifname "{{root.Bridge}}" tcp flags syn tcp option maxseg size set rt mtu
          }
        }

        """;

    private static async Task<string> MtuAsync(CancellationToken cancellationToken)
    {
        // A machine that sends more at once than the way out can carry would wait forever for large answers.
        var uplink = DefaultDevice().Match(await HostCommand.RunAsync("ip", ["-4", "-o", "route", "show", "default"], cancellationToken));
        var file = $"/sys/class/net/{uplink.Groups[1].Value}/mtu";
        var mtu = uplink.Success && File.Exists(file) ? int.Parse(await File.ReadAllTextAsync(file, cancellationToken), CultureInfo.InvariantCulture) : UsualMtu;
        return Math.Min(mtu, UsualMtu).ToString(CultureInfo.InvariantCulture);
    }

    private bool NamespaceExists(string name) => File.Exists($"/run/netns/{root.NetworkNamespace(name)}");

    private bool LinkExists(string address) => Directory.Exists($"/sys/class/net/{root.Link(address)}");

    [GeneratedRegex(@"^default .*?\bdev (\S+)")]
    private static partial Regex DefaultDevice();
}
