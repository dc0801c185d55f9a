using Infra.Hosting;
using Pulumi;

namespace Infra.Tests.Hosting;

public sealed class ResourceChangesTests
{
    [Fact]
    public void Apply_OfSeveralChanges_MakesThoseOfTheArgumentsKindInOrder()
    {
        var changes = ResourceChanges.None.Add<DiskArgs>(args => args.Log += "a").Add<WireArgs>(args => args.Log += "x").Add<DiskArgs>(args => args.Log += "b");

        changes.Apply(new DiskArgs()).Log.ShouldBe("ab");
        changes.Apply(new WireArgs()).Log.ShouldBe("x");
        changes.Names.ShouldBe(["Disk", "Wire", "Disk"]);
    }

    [Fact]
    public void Add_OfAChange_LeavesTheOthersAsTheyWere()
    {
        ResourceChanges.None.Add<DiskArgs>(args => args.Log += "a");

        ResourceChanges.None.Names.ShouldBeEmpty();
    }

    private sealed class DiskArgs : ResourceArgs
    {
        public string Log { get; set; } = "";
    }

    private sealed class WireArgs : ResourceArgs
    {
        public string Log { get; set; } = "";
    }
}
