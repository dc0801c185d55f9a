using Infra.Engine.Plugins;
using Infra.Engine.Program;

namespace Infra.Engine.Tests.Program;

public sealed class VersionRangeTests
{
    [Theory]
    [InlineData("3.259.0", true)]
    [InlineData("=3.259.0", true)]
    [InlineData("== v3.259.0", true)]
    [InlineData("3.258.0", false)]
    [InlineData(">=3.0.0", true)]
    [InlineData(">= 3.0.0", true)]
    [InlineData(">=3.259.0", true)]
    [InlineData(">3.259.0", false)]
    [InlineData("<=3.259.0", true)]
    [InlineData("<3.259.0", false)]
    [InlineData(">=3.5.0 !3.7.7", true)]
    [InlineData(">=3.5.0 !=3.259.0", false)]
    [InlineData(">=3.5.0 <3.100.0", false)]
    [InlineData("<3.4.0 || >3.8.0", true)]
    [InlineData("<3.4.0||>4.0.0", false)]
    [InlineData("3.x", true)]
    [InlineData("3.x.x", true)]
    [InlineData("3.259.x", true)]
    [InlineData("2.x", false)]
    [InlineData(">3.x", false)]
    [InlineData(">=3.259.x", true)]
    [InlineData("<3.259.x", false)]
    [InlineData("<=3.259.x", true)]
    [InlineData("!3.258.x", true)]
    [InlineData("!3.259.x", false)]
    [InlineData(">3.259.0-beta.1", true)]
    public void Contains_ForEachForm_IsAsBesideIt(string range, bool contained) =>
        VersionRange.TryParse(range).ShouldNotBeNull().Contains(new SemanticVersion(3, 259, 0, "")).ShouldBe(contained);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("newest")]
    [InlineData("3")]
    [InlineData("3.0")]
    [InlineData(">=")]
    [InlineData("=>3.0.0")]
    [InlineData(">=3.0.0 ||")]
    [InlineData("|| 3.0.0")]
    [InlineData("3.0.0 & 4.0.0")]
    [InlineData("~3.0.0")]
    [InlineData("^3.0.0")]
    [InlineData("x.1")]
    [InlineData("99999999999.x")]
    [InlineData("3.1.0,")]
    public void TryParse_OfWhatIsNoRange_IsNull(string text) => VersionRange.TryParse(text).ShouldBeNull();
}
