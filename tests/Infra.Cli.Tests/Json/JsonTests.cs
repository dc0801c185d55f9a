using System.Text.Json.Nodes;
using Infra.Cli.Json;
using Infra.Cli.Tests.Support;

namespace Infra.Cli.Tests.Json;

public sealed class JsonTests
{
    [Fact]
    public void Preview_AsADocument_IsAsInTheFile() => Document(showSames: false).ShouldMatchGolden("Json/preview");

    [Fact]
    public void Preview_WithSames_ListsEveryStep() =>
        JsonNode.Parse(Document(showSames: true))!["steps"]!.AsArray().Count.ShouldBe(JsonNode.Parse(Document(showSames: false))!["steps"]!.AsArray().Count + 1);

    [Fact]
    public void Events_AsLines_AreAsInTheFile()
    {
        var text = new StringWriter();
        var lines = new EventLines(text, isPreview: false);

        foreach (var engineEvent in Stories.Failure().Events)
        {
            lines.OnEvent(engineEvent);
        }

        text.ToString().ShouldMatchGolden("Json/events");
    }

    [Fact]
    public void Everything_WithSecrets_NeverShowsThem()
    {
        Document(showSames: true).ShouldNotContain("KEY=");
        Document(showSames: true).ShouldContain("[secret]");
    }

    private static string Document(bool showSames)
    {
        var document = new PreviewDocument();
        foreach (var engineEvent in Stories.Preview().Events)
        {
            document.OnEvent(engineEvent);
        }

        return document.Render(showSames, cost: null) + "\n";
    }
}
