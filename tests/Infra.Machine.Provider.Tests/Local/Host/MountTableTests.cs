using Infra.Machine.Provider.Local.Host;

namespace Infra.Machine.Provider.Tests.Local.Host;

public sealed class MountTableTests
{
    [Fact]
    public void Parse_LinesOfTheKernel_AreRead()
    {
        const string Text = """
            22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
            34 30 0:31 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
            90 22 0:50 / /srv/a\040b\134c rw master:3 propagate_from:1 - overlay overlay rw,lowerdir=/x
            nonsense
            """;

        var mounts = MountTable.Parse(Text);

        mounts.Select(m => $"{m.Directory} {m.Type}").ShouldBe(["/ ext4", "/sys/fs/cgroup/memory cgroup", "/srv/a b\\c overlay"]);
        mounts[1].Options.ShouldContain("memory");
    }
}
