using Infra.Machine.Provider.Local.Network;

namespace Infra.Machine.Provider.Tests.Local.Network;

public sealed class HardwareAddressTests
{
    [Theory]
    [InlineData("10.213.0.3", "02:1f:0a:d5:00:03")]
    [InlineData("10.213.255.254", "02:1f:0a:d5:ff:fe")]
    public void Of_Address_IsLocallyAdministeredAndItsOwn(string address, string expected) => HardwareAddress.Of(address).ShouldBe(expected);
}
