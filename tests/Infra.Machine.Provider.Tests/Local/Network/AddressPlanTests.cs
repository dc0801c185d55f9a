using Infra.Machine.Provider.Local.Network;
using FsCheck.Xunit;

namespace Infra.Machine.Provider.Tests.Local.Network;

public sealed class AddressPlanTests
{
    [Fact]
    public void FreeSubnet_ListingOfRoutes_AvoidsWhatIsUsed()
    {
        var used = AddressPlan.Ranges("""
            default via 192.0.2.1 dev eth0
            10.0.0.0/8 dev vpn0 scope link
            10.213.0.0/24 dev infra0 proto kernel scope link src 10.213.0.1
            10.213.1.128/25 via 192.0.2.7 dev eth0
            broadcast 10.213.2.255 dev x table local
            """);

        AddressPlan.FreeSubnet(used).ShouldBe(Ipv4Range.Parse("10.213.3.0/24"));
    }

    [Fact]
    public void FreeSubnet_EverythingUsed_IsNull() => AddressPlan.FreeSubnet([Ipv4Range.Parse("10.213.0.0/17")!.Value, Ipv4Range.Parse("10.213.128.0/17")!.Value]).ShouldBeNull();

    [Fact]
    public void FreeAddress_Taken_IsTheFirstGap()
    {
        var subnet = AddressPlan.SubnetOf("10.213.9.77");

        AddressPlan.FreeAddress(subnet, ["10.213.9.2", "10.213.9.4"]).ShouldBe("10.213.9.3");
        AddressPlan.FreeAddress(subnet, Enumerable.Range(2, 253).Select(subnet.Address)).ShouldBeNull();
    }

    [Property]
    public bool Overlaps_IsSymmetricAndReflexive(uint a, byte p, uint b, byte q)
    {
        var (x, y) = (Range(a, p), Range(b, q));
        return x.Overlaps(x) && x.Overlaps(y) == y.Overlaps(x);
    }

    [Property]
    public bool Parse_OfAddress_IsTheSameAddress(uint a) => Ipv4Range.Parse(new Ipv4Range(a, 32).Address(0)) == new Ipv4Range(a, 32);

    [Theory]
    [InlineData("10.213.0")]
    [InlineData("10.213.0.256")]
    [InlineData("10.213.0.0/33")]
    [InlineData("fe80::1/64")]
    [InlineData("eth0")]
    [InlineData("10.213.0.-1")]
    public void Parse_NoRange_IsNull(string text) => Ipv4Range.Parse(text).ShouldBeNull();

    private static Ipv4Range Range(uint address, byte prefix) => Ipv4Range.Parse($"{new Ipv4Range(address, 32).Address(0)}/{prefix % 33}")!.Value;
}
