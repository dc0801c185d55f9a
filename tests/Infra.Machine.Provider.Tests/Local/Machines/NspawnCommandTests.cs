using Infra.Machine.Provider.Local;
using Infra.Machine.Provider.Local.Cgroups;
using Infra.Machine.Provider.Local.Machines;

namespace Infra.Machine.Provider.Tests.Local.Machines;

public sealed class NspawnCommandTests
{
    private static readonly LocalRoot _root = LocalRoot.FromEnvironment(_ => null);
    private static readonly MachineRecord _machine = new("shop-1", "shop", "10.213.0.2", ["/layer"], "key", null, null, Complete: true);

    [Fact]
    public void Arguments_Machine_NameItsOwnThings()
    {
        var arguments = NspawnCommand.Arguments(_root, _machine, "/var/lib/infra/machines/shop-1/root");

        arguments.ShouldContain("--machine=infra-shop-1");
        arguments.ShouldContain("--hostname=shop");
        arguments.ShouldContain("--network-namespace-path=/run/netns/infra-shop-1");
        arguments.ShouldContain("--keep-unit");
        arguments[^1].ShouldBe("/usr/lib/infra/init");
    }

    [Fact]
    public void Launch_WithoutSystemd_DetachesTheSupervisor()
    {
        var (tool, arguments) = NspawnCommand.Launch("/m/shop-1", new CgroupPlan(["/cg/a", "/cg/b"], Unified: false, Unit: null), ["--x"]);

        tool.ShouldBe("setsid");
        string.Join(' ', arguments).ShouldBe("--fork env SYSTEMD_NSPAWN_API_VFS_WRITABLE=network sh /m/shop-1/supervise.sh /m/shop-1 /cg/a /cg/b -- --x");
    }

    [Fact]
    public void Launch_WithSystemd_AsksItForADelegatedUnit()
    {
        var (tool, arguments) = NspawnCommand.Launch("/m/shop-1", new CgroupPlan(["/cg/u.service"], Unified: true, "u.service"), ["--x"]);

        tool.ShouldBe("systemd-run");
        arguments.ShouldContain("--unit=u.service");
        arguments.ShouldContain("--property=Delegate=yes");
        string.Join(' ', arguments).ShouldEndWith("-- sh /m/shop-1/supervise.sh /m/shop-1 /cg/u.service -- --x");
    }
}
