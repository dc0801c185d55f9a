using static Infra.Sizing.Units;

namespace Infra.Tests.Sizing;

public sealed class MemoryTests
{
    [Fact]
    public void GiB_OfAnAmount_IsInMebibytes() => (GiB(1).MiB, GiB(0.5).MiB, MiB(300).MiB).ShouldBe((1024, 512, 300));

    [Fact]
    public void ToString_OfAnAmount_UsesTheLargestWholeUnit() => (GiB(2).ToString(), MiB(1536).ToString()).ShouldBe(("2 GiB", "1536 MiB"));
}
