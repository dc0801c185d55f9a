using Infra.Machine.Provider.Local.Cgroups;
using Infra.Machine.Provider.Local.Host;

namespace Infra.Machine.Provider.Tests.Local.Cgroups;

public sealed class CgroupPlanTests
{
    private const string Hybrid = """
        30 22 0:27 / /sys/fs/cgroup rw - tmpfs tmpfs rw,mode=755
        31 30 0:28 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct
        33 30 0:30 / /sys/fs/cgroup/cpuset rw - cgroup cgroup rw,cpuset
        34 30 0:31 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
        39 30 0:36 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,name=systemd
        40 30 0:37 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw
        """;

    private const string Unified = "30 22 0:27 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw,nsdelegate\n";

    [Fact]
    public void For_BothVersions_TakesAGroupInEachHierarchyButCpuset()
    {
        var plan = CgroupPlan.For(MountTable.Parse(Hybrid), systemd: false, "infra", "shop-1");

        plan.Directories.ShouldBe(
        [
            "/sys/fs/cgroup/cpu,cpuacct/infra/shop-1", "/sys/fs/cgroup/memory/infra/shop-1", "/sys/fs/cgroup/systemd/infra/shop-1", "/sys/fs/cgroup/unified/infra/shop-1",
        ]);
        plan.Limits(new(512, 2)).ShouldBe(
        [
            new("/sys/fs/cgroup/memory/infra/shop-1/machine/memory.limit_in_bytes", "536870912"),
            new("/sys/fs/cgroup/cpu,cpuacct/infra/shop-1/machine/cpu.cfs_quota_us", "200000"),
        ]);
        plan.Limits(new(null, null)).Select(l => l.Value).ShouldBe(["-1", "-1"]);
    }

    [Fact]
    public void For_VersionTwoAlone_TakesOneGroup()
    {
        var plan = CgroupPlan.For(MountTable.Parse(Unified), systemd: false, "infra", "shop-1");

        plan.Directories.ShouldBe(["/sys/fs/cgroup/infra/shop-1"]);
        plan.Unit.ShouldBeNull();
        plan.Limits(new(512, 2)).ShouldBe(
        [
            new("/sys/fs/cgroup/infra/shop-1/machine/memory.max", "536870912"), new("/sys/fs/cgroup/infra/shop-1/machine/cpu.max", "200000 100000"),
        ]);
        plan.Limits(new(null, null)).Select(l => l.Value).ShouldBe(["max", "max 100000"]);
    }

    [Fact]
    public void For_Systemd_UsesTheGroupOfADelegatedUnit()
    {
        var plan = CgroupPlan.For(MountTable.Parse(Unified), systemd: true, "infra", "shop-1");

        plan.Unit.ShouldBe("infra-shop-1.service");
        plan.Directories.ShouldBe(["/sys/fs/cgroup/system.slice/infra-shop-1.service"]);
    }

    [Fact]
    public void Limits_LargeMemory_DoesNotOverflow() =>
        CgroupPlan.For(MountTable.Parse(Unified), systemd: false, "infra", "x").Limits(new(1024 * 1024, null))[0].Value.ShouldBe("1099511627776");
}
