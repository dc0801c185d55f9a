using Infra.Cli.Stacks;
using Infra.Engine.State;

namespace Infra.Cli.Tests.Stacks;

public sealed class ProjectStacksTests
{
    [Fact]
    public void ManifestVersion_OfThisVersion_HasACheckValueThatIsKnownBeforehand()
    {
        ManifestMagic.OwnVersion.ShouldBe(ProjectStacks.ManifestVersion);
        ManifestMagic.Of(ProjectStacks.ManifestVersion).ShouldBe(ManifestMagic.Compute(ProjectStacks.ManifestVersion));
    }
}
