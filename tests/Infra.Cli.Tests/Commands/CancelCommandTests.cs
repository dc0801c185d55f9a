using Infra.Cli.Tests.Support;

namespace Infra.Cli.Tests.Commands;

public sealed class CancelCommandTests : IDisposable
{
    private const string Locks = ".pulumi/locks/organization/demo/dev/";
    private readonly CliWorkspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Cancel_OfADeadProcess_SaysWhoseItWasAndRemovesItsLock()
    {
        WriteLock("one", int.MaxValue, Environment.MachineName);

        var outcome = (await _workspace.RunAsync("cancel", "dev", "--yes")).ShouldSucceed();

        outcome.Err.ShouldContain($"created by ada@{Environment.MachineName} (pid {int.MaxValue}, which is not running any more) at 2026");
        outcome.Out.ShouldBe("Removed 1 lock(s) of 'dev'.\n");
        Left.ShouldBe(0);
        (await _workspace.RunAsync("cancel", "dev", "--yes")).ShouldSucceed().Out.ShouldBe("The stack 'dev' was not locked.\n");
    }

    [Theory]
    [InlineData("yes\n", 8, 1)]
    [InlineData("dev\n", 0, 0)]
    public async Task Cancel_OfARunningProcess_NeedsTheStacksName(string typed, int code, int left)
    {
        WriteLock("one", Environment.ProcessId, Environment.MachineName);
        _workspace.Typed = typed;

        (await _workspace.RunAsync("cancel", "-s", "dev")).Code.ShouldBe(code);

        Left.ShouldBe(left);
    }

    [Theory]
    [InlineData("no\n", 8, 2)]
    [InlineData("yes\n", 0, 0)]
    public async Task Cancel_OfAnotherComputersAndADamagedLock_Asks(string typed, int code, int left)
    {
        WriteLock("one", 1, "elsewhere.invalid");
        _workspace.Write(Locks + "two.json", "{");
        _workspace.Typed = typed;

        (await _workspace.RunAsync("cancel", "dev")).Code.ShouldBe(code);

        Left.ShouldBe(left);
    }

    [Fact]
    public async Task Cancel_WithoutATerminal_NeedsAYes()
    {
        WriteLock("one", int.MaxValue, Environment.MachineName);

        (await _workspace.RunAsync("cancel", "dev")).ShouldFail("INF7003", 2);
        (await _workspace.RunAsync("cancel", "dev", "--stack", "dev", "--yes")).ShouldFail("INF7004", 2);
        (await _workspace.RunAsync("cancel", "prod", "--yes")).ShouldFail("INF2002", 6);

        Left.ShouldBe(1);
    }

    private int Left => Directory.EnumerateFiles(_workspace.Path(Locks)).Count();

    private void WriteLock(string name, int pid, string host) =>
        _workspace.Write($"{Locks}{name}.json", $$"""{"pid":{{pid}},"username":"ada","hostname":"{{host}}","timestamp":"2026-01-02T03:04:05Z"}""");
}
