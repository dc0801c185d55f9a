using System.Collections.Immutable;

namespace Infra.Machine.Provider.Local.Network;

/// <summary>Chooses subnets and addresses that nobody uses.</summary>
internal static class AddressPlan
{
    /// <summary>Every local network is a part of this.</summary>
    public static readonly Ipv4Range Area = Ipv4Range.Parse("10.213.0.0/16")!.Value;

    private const int SubnetPrefix = 24;

    /// <summary>
    /// The first free subnet, or null when there is none. Wide routes (a default route, a company's 10.0.0.0/8) do not count:
    /// the narrower route of a local network goes before them.
    /// </summary>
    public static Ipv4Range? FreeSubnet(IEnumerable<Ipv4Range> inUse)
    {
        var taken = inUse.Where(r => r.Prefix > Area.Prefix && r.Overlaps(Area)).ToArray();
        return Enumerable.Range(0, 256).Select(Subnet).Cast<Ipv4Range?>().FirstOrDefault(s => !taken.Any(t => t.Overlaps(s!.Value)));
    }

    /// <summary>The subnet that an address belongs to.</summary>
    public static Ipv4Range SubnetOf(string address) => Ipv4Range.Parse($"{address}/{SubnetPrefix}") ?? throw new FormatException($"'{address}' is not an address");

    /// <summary>The first address in the subnet that no machine has (the first of all is this computer's), or null.</summary>
    public static string? FreeAddress(Ipv4Range subnet, IEnumerable<string> taken)
    {
        var set = taken.ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(2, 253).Select(subnet.Address).FirstOrDefault(a => !set.Contains(a));
    }

    /// <summary>All ranges in the output of "ip route" or "ip addr", one-line form.</summary>
    public static ImmutableArray<Ipv4Range> Ranges(string listing) =>
        [.. listing.Split((char[])[' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(Ipv4Range.Parse).OfType<Ipv4Range>()];

    private static Ipv4Range Subnet(int n) => new(Area.First + ((uint)n << (32 - SubnetPrefix)), SubnetPrefix);
}
