using Infra.Cli.Display;
using Infra.Cli.Terminal;
using Infra.Cli.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Infra.Cli.Tests.Display;

public sealed class LiveTreeTests
{
    [Theory]
    [InlineData(100)]
    [InlineData(60)]
    [InlineData(40)]
    public async Task Draw_AfterEveryEvent_ShowsTheTreeOnceAndLeavesNothing(int width)
    {
        var terminal = new TestTerminal(isTerminal: true) { Width = width };
        var recorder = new ModelRecorder();
        var clock = new FakeTimeProvider(Story.Begin);
        terminal.Output.Write("Updating (dev):\n");
        await using (var tree = new LiveTree(new Screen(terminal, new Dictionary<string, string>()), recorder, new TreeOptions(0, Story.Begin), clock))
        {
            foreach (var engineEvent in Stories.Running().Events)
            {
                recorder.OnEvent(engineEvent);
                tree.Draw(engineEvent.Time);
            }

            VisibleScreen.Of(terminal.Output.ToString(), width).ShouldMatchGolden($"Display/live-{width}");
        }

        VisibleScreen.Of(terminal.Output.ToString(), width).ShouldBe("Updating (dev):\n");
        terminal.Output.ToString().ShouldEndWith("\u001b[?25h");
    }

    [Theory]
    [InlineData(5)]
    [InlineData(12)]
    public void Fit_OfMoreThanTheTerminalHas_KeepsWhatRuns(int height)
    {
        var story = new Story();
        for (var i = 0; i < 50; i++)
        {
            var step = Stories.Step(Infra.Engine.Events.StepOp.Create, null, Stories.Resource("Configuration", $"layer-{i}", []));
            _ = i == 40 ? story.Started(step) : story.Did(step);
        }

        var lines = LiveTree.Fit(story.Model, new TreeOptions(80, Story.Begin), height);

        lines.Count.ShouldBeLessThanOrEqualTo(height);
        lines.ShouldContain(line => line.ToText(false).Contains("layer-40"));
        lines[^1].ToText(false).ShouldContain("more");
    }
}
