using Infra.Cli.Tests.Support;
using Infra.Engine.State;

namespace Infra.Cli.Tests.Commands;

public sealed class RefreshTests : IDisposable
{
    private const string Made = "urn:pulumi:dev::demo::test:index:Thing::made";
    private readonly CliWorkspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Refresh_ClearingPendingCreates_ForgetsThemAndKeepsABackup()
    {
        await InterruptAsync();
        (await _workspace.RunAsync("stack", "-s", "dev")).ShouldSucceed().Out.ShouldContain($"    creating {Made}\n");

        (await _workspace.RunAsync("refresh", "-s", "dev", "--yes", "--clear-pending-creates")).ShouldSucceed();

        (await _workspace.LoadAsync()).PendingOperations.ShouldBeEmpty();
        Directory.EnumerateFiles(_workspace.Path(".pulumi/backups/demo/dev")).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("1\nno\n", 0)]
    [InlineData("2\nno\n", 1)]
    public async Task Refresh_AtATerminal_AsksAboutEach(string typed, int left)
    {
        await InterruptAsync();
        _workspace.Typed = typed;

        var outcome = await _workspace.RunAsync("refresh", "-s", "dev");

        outcome.Err.ShouldContain($"The creation of {Made} was interrupted");
        (await _workspace.LoadAsync()).PendingOperations.Length.ShouldBe(left);
    }

    [Fact]
    public async Task Refresh_SkippingPendingCreates_DoesNotAsk()
    {
        await InterruptAsync();
        _workspace.Typed = "no\n";

        (await _workspace.RunAsync("refresh", "-s", "dev", "--skip-pending-creates")).Err.ShouldNotContain("What is to be done?");

        (await _workspace.LoadAsync()).PendingOperations.Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("INF7004", "--skip-pending-creates", "--clear-pending-creates", "--yes")]
    [InlineData("INF7004", "--import-pending-creates", Made, "--yes")]
    [InlineData("INF7004", "--clear-pending-creates", "--preview-only")]
    [InlineData("INF2012", "--import-pending-creates", Made + "2", "1", "--yes")]
    public async Task Refresh_WithOptionsThatCannotBe_IsRefusedAndChangesNothing(string code, params string[] options)
    {
        await InterruptAsync();

        (await _workspace.RunAsync([.. "refresh -s dev".Split(' '), .. options])).ShouldFail(code, 2);

        (await _workspace.LoadAsync()).PendingOperations.Length.ShouldBe(1);
    }

    /// <summary>A stack without anything that a refresh would have to read.</summary>
    private Task InterruptAsync() => _workspace.SaveAsync(Shop.State with
    {
        Resources = [.. Shop.State.Resources.Take(3)],
        PendingOperations = [new PendingOperation(Shop.Thing(Made, "") with { Parent = Shop.Stack }, PendingOperationType.Creating)],
    });
}
