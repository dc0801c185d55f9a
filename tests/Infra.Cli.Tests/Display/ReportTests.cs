using Infra.Cli.Display;
using Infra.Cli.Tests.Support;
using Infra.Engine.Events;

namespace Infra.Cli.Tests.Display;

public sealed class ReportTests
{
    [Theory]
    [InlineData(60, false)]
    [InlineData(100, false)]
    [InlineData(100, true)]
    public void Preview_WithEveryKindOfChange_IsAsInTheFile(int width, bool colored) =>
        Text(OperationReport.Render(Stories.Preview().Model, Stories.Preview().Result(Stories.OldOutputs, Stories.NewOutputs), Options(width, isPreview: true)), colored)
            .ShouldMatchGolden($"Display/preview-{width}{(colored ? "-color" : "")}");

    [Fact]
    public void Preview_WithDiff_ShowsEveryProperty() =>
        Text(OperationReport.Render(Stories.Preview().Model, Stories.Preview().Result(Stories.OldOutputs, Stories.NewOutputs), Options(100, isPreview: true) with { Diff = true }))
            .ShouldMatchGolden("Display/preview-diff");

    [Fact]
    public void Update_ThatFailed_NamesTheStepAndTheTally() =>
        Text(OperationReport.Render(Stories.Failure().Model, Stories.Failure().Result(), Options(100, isPreview: false)))
            .ShouldMatchGolden("Display/failure");

    [Fact]
    public void Refresh_ThatCouldNotLook_DoesNotSayThatTheThingIsGone()
    {
        var looked = Stories.Step(StepOp.Refresh, Stories.AppServer(3), null);
        var story = new Story().Started(looked).At(2).Failed(looked, "the connection was lost").Ended(isPreview: false, succeeded: false);

        Text(OperationReport.Render(story.Model, story.Result(), Options(100, isPreview: false) with { Diff = true })).ShouldNotContain("gone");
    }

    [Theory]
    [InlineData(60, false)]
    [InlineData(100, true)]
    public void Tree_OfARunningUpdate_ShowsTimesAndProgress(int width, bool colored) =>
        Text(TreeRenderer.Render(Stories.Running().Model, Options(width, isPreview: false).Tree), colored)
            .ShouldMatchGolden($"Display/running-{width}{(colored ? "-color" : "")}");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Diagnostics_ByResource_AreAsInTheFile(bool colored) =>
        Text(DiagnosticsRenderer.Render(Stories.Preview().Model).Concat(DiagnosticsRenderer.Render(Stories.Failure().Model)), colored)
            .ShouldMatchGolden($"Display/diagnostics{(colored ? "-color" : "")}");

    [Fact]
    public void Preview_WithASecretThatChanges_NeverShowsIt()
    {
        var report = Text(OperationReport.Render(Stories.Preview().Model, Stories.Preview().Result(Stories.OldOutputs, Stories.NewOutputs), Options(200, isPreview: true) with { Diff = true }));

        report.ShouldContain("[secret]");
        report.ShouldNotContain("KEY=");
        report.ShouldNotContain("hidden");
    }

    [Theory]
    [InlineData(60)]
    [InlineData(40)]
    public void Tree_OnANarrowTerminal_NeverExceedsItsWidth(int width) =>
        TreeRenderer.Render(Stories.Preview().Model, Options(width, isPreview: true).Tree).ShouldAllBe(line => line.Width <= width);

    [Fact]
    public void Summary_OfAVerboseRun_SaysWhereTheTimeWent()
    {
        var summary = Stories.Preview().Model.Summary! with { Shares = new TimeShares(TimeSpan.FromSeconds(0.25), TimeSpan.FromMinutes(2), TimeSpan.FromMilliseconds(85)) };

        Text(SummaryRenderer.Render(summary, errored: 0, showShares: true)).ShouldEndWith("    the program 0.250 s, providers 120.000 s, the engine 0.085 s\n");
        Text(SummaryRenderer.Render(summary, errored: 0)).ShouldNotContain("the engine");
    }

    private static ReportOptions Options(int width, bool isPreview) =>
        new(new TreeOptions(width, Story.Begin.AddSeconds(15)) { IsPreview = isPreview });

    private static string Text(IEnumerable<Line> lines, bool colored = false) => string.Concat(lines.Select(line => line.ToText(colored) + "\n"));
}
