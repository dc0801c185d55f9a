using Infra.Cli.Display;
using Infra.Cli.Json;
using Infra.Cli.Tests.Support;
using Infra.Engine.Events;
using Infra.Protocol.Properties;
using static Infra.Cli.Tests.Support.Props;

namespace Infra.Cli.Tests.Display;

public sealed class HiddenDiffsTests
{
    private static readonly PropertyMap _old =
    [
        new("name", "a"), new("userData", "one\ntwo\n"), new("tags", Map(("build", "1"), ("team", "x"))), new("packages", PropertyValue.Array("curl")),
        new("rules", PropertyValue.Array(Map(("name", "web"), ("port", 80)))),
    ];

    private static readonly PropertyMap _new =
    [
        new("name", "b"), new("userData", "one\nthree\n"), new("tags", Map(("build", "2"), ("team", "y"))), new("packages", PropertyValue.Array("curl", "nginx")),
        new("rules", PropertyValue.Array(Map(("name", "web"), ("port", 81)))),
    ];

    [Theory]
    [InlineData("userData", "~ name: \"a\" => \"b\"", "~ userData: [diff hidden]", "three")]
    [InlineData("tags.build", "~ tags.team: \"x\" => \"y\"", "~ tags.build: [diff hidden]", "\"2\"")]
    [InlineData("tags", "~ name: \"a\" => \"b\"", "~ tags: [diff hidden]", "tags.team")]
    [InlineData("packages[*]", "~ name: \"a\" => \"b\"", "~ packages[*]: [diff hidden]", "packages[nginx]")]
    [InlineData("rules[*].port", "~ name: \"a\" => \"b\"", "~ rules[*].port: [diff hidden]", "=> 81")]
    public void Of_AStepWithHiddenPaths_SaysThatTheyDifferAndNotHow(string path, string shown, string marked, string hidden)
    {
        var text = Render(path);

        text.ShouldContain(shown);
        text.ShouldContain(marked);
        text.ShouldNotContain(hidden);
    }

    [Fact]
    public void Of_AHiddenPathThatReplaces_StillSaysThat() =>
        string.Join('\n', Lines(Step("tags") with { Op = StepOp.Replace, ReplaceKeys = ["tags"] })).ShouldContain("~ tags: [diff hidden]  [replaces]");

    [Fact]
    public void Brief_WithHiddenPaths_NamesThemAsChanged() => StepChanges.Brief(Step("userData", "tags")).ShouldBe("[diff: ~name,~packages,~rules,~tags,~userData]");

    [Fact]
    public void Metadata_OfAResource_TellsWhichPathsAreHidden() =>
        ResourceJson.Metadata(Step("userData").New!)["hideDiffs"]!.ToJsonString().ShouldBe("[\"userData\"]");

    private static string Render(params string[] paths) => string.Join('\n', Lines(Step(paths)));

    private static IEnumerable<string> Lines(StepInfo step) => ChangeRenderer.Render(StepChanges.Of(step), "", full: true).Select(line => line.ToText(false));

    private static StepInfo Step(params string[] paths)
    {
        var old = Story.State("test:index:Thing", "a", _old);
        return new StepInfo { Op = StepOp.Update, Urn = old.Urn, Type = old.Type, Old = old, New = old with { Inputs = _new, HideDiffs = [.. paths] } };
    }
}
