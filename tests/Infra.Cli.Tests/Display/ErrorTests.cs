using Infra.Cli.Display;
using Infra.Cli.Tests.Support;
using Infra.Engine.Diagnostics;

namespace Infra.Cli.Tests.Display;

public sealed class ErrorTests
{
    private static readonly InfraException _problem = new(
        "INF1004", "The project has no such configuration key",
        "The key 'infra:worker' is not declared.\nNothing was changed.",
        "Did you mean this?\n    infra config set workers 5", "Pulumi.dev.yaml:3");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Render_OfAProblem_SaysWhatWhereAndWhatToDo(bool colored) =>
        Text(ErrorRenderer.Render(_problem), colored).ShouldMatchGolden($"Display/error{(colored ? "-color" : "")}");

    [Fact]
    public void RenderBug_WithoutVerbose_HasNoStackTrace()
    {
        var text = Text(ErrorRenderer.RenderBug(Thrown(), verbose: false));

        text.ShouldContain("this is a bug in infra");
        text.ShouldContain("--verbose");
        text.ShouldNotContain(nameof(Thrown));
        Text(ErrorRenderer.RenderBug(Thrown(), verbose: true)).ShouldContain(nameof(Thrown));
    }

    private static InvalidOperationException Thrown()
    {
        try
        {
            throw new InvalidOperationException("impossible");
        }
        catch (InvalidOperationException e)
        {
            return e;
        }
    }

    private static string Text(IEnumerable<Line> lines, bool colored = false) => string.Concat(lines.Select(line => line.ToText(colored) + "\n"));
}
