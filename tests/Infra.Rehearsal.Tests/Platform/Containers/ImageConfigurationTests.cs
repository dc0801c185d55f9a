using Infra.Rehearsal.Platform.Containers;

namespace Infra.Rehearsal.Tests.Platform.Containers;

public sealed class ImageConfigurationTests
{
    [Fact]
    public void Parse_OfAConfiguration_KnowsHowToRunIt()
    {
        var configuration = ImageConfiguration.Parse("""{"process":{"args":["serve","--all"],"env":["PATH=/bin","A=b=c","A=d","nothing"],"cwd":"/app","user":{"uid":1000,"gid":50}}}""")!;

        configuration.Command.ShouldBe(["serve", "--all"]);
        configuration.Environment.ShouldBe([new("A", "d"), new("PATH", "/bin")]);
        (configuration.Directory, configuration.User, configuration.Group).ShouldBe(("/app", 1000, 50));
    }

    [Fact]
    public void Parse_OfTheLeast_RunsNothingAtTheRoot()
    {
        var configuration = ImageConfiguration.Parse("""{"process":{"args":null,"user":{"uid":0,"gid":0}}}""")!;

        (configuration.Command.IsEmpty, configuration.Environment.IsEmpty, configuration.Directory).ShouldBe((true, true, "/"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"process":{"user":{"uid":"root","gid":0}}}""")]
    [InlineData("""{"process":{"cwd":"app","user":{"uid":0,"gid":0}}}""")]
    [InlineData("""{"process":{"cwd":"/app\nExecStartPre=+/bin/true","user":{"uid":0,"gid":0}}}""")]
    [InlineData("""{"process":{"args":[1],"user":{"uid":0,"gid":0}}}""")]
    public void Parse_OfAnythingElse_IsNothing(string json) => ImageConfiguration.Parse(json).ShouldBeNull();
}
