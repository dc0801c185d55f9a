using Infra.Machine.Provider.Local.Images;

namespace Infra.Machine.Provider.Tests.Local.Images;

public sealed class ResolverTests
{
    [Theory]
    [InlineData("nameserver 192.0.2.53\n", "nameserver 192.0.2.1\n", "nameserver 192.0.2.53\n")]
    [InlineData("# x\nnameserver 127.0.0.53\noptions edns0\n", "nameserver 192.0.2.1\n", "nameserver 192.0.2.1\n")]
    [InlineData("nameserver ::1\n", "", "nameserver ::1\n")]
    [InlineData("nameserver 127.0.0.1\nnameserver 192.0.2.53\n", "nameserver 192.0.2.1\n", "nameserver 127.0.0.1\nnameserver 192.0.2.53\n")]
    public void Choose_Configurations_PrefersOneThatMachinesCanReach(string usual, string upstream, string expected) =>
        Resolver.Choose(usual, upstream).ShouldBe(expected);
}
