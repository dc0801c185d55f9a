using EndToEnd.Tests.Support;

namespace EndToEnd.Tests;

/// <summary>A process killed in the middle loses nothing: the next run goes on, and nothing is made twice or forgotten.</summary>
[Trait("Category", "Machine")]
[Collection(Collections.Local)]
public sealed class CrashTests
{
    private const string Stack = "e2e-crash";

    [MachineFact]
    public async Task Up_KilledWhileTheServerIsConfigured_IsContinuedByTheNext()
    {
        await using var project = TestProject.Create();
        project.WriteStack(Stack, "infra:host: local", "infra:domain: crash.test", "infra:protectData: false");
        await Life.RunAsync(
            async () =>
            {
                var state = new StackState(project.Home, "infra", Stack);
                var up = project.Start("up", "--yes", "--non-interactive", "--stack", Stack);
                await UntilPendingAsync(state, "machine:index:Configuration");
                up.Kill(entireProcessTree: true);
                await up.WaitForExitAsync();

                state.Pending.ShouldNotBeEmpty();
                (await project.InfraAsync("cancel", "--yes", "--stack", Stack)).ShouldExit(0);

                var second = (await project.InfraAsync("up", "--yes", "--non-interactive", "--stack", Stack)).ShouldExit(0);

                second.All.ShouldContain("interrupted while");
                (await project.InfraAsync("preview", "--refresh", "--expect-no-changes", "--non-interactive", "--stack", Stack)).ShouldExit(0);
                var outputs = await project.OutputsAsync(Stack);
                using var browser = Browser.Open(outputs["caFile"], outputs["address"]);
                (await browser.GetStringAsync(outputs["url"])).ShouldContain("The little shop");
            },
            async () =>
            {
                await project.InfraAsync("cancel", "--yes", "--stack", Stack);
                (await project.InfraAsync("destroy", "--yes", "--non-interactive", "--stack", Stack)).ShouldExit(0).Output.ShouldContain("Nothing is left");
            });
    }

    [MachineFact]
    public async Task Up_InterruptedAtATerminal_FinishesTheRunningStepsAndSaves()
    {
        await using var project = TestProject.Create();
        project.WriteStack(Stack, "infra:host: local", "infra:domain: crash.test", "infra:protectData: false");
        await Life.RunAsync(
            async () =>
            {
                var state = new StackState(project.Home, "infra", Stack);
                var up = project.StartGroup("up", "--yes", "--non-interactive", "--stack", Stack);
                await UntilConnectedAsync(up.Id, state);

                // As a terminal does it: to every process of the group.
                (await Command.RunAsync("kill", ["-INT", "--", $"-{up.Id}"])).ShouldExit(0);
                using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
                await up.WaitForExitAsync(limit.Token);
                up.ExitCode.ShouldBe(8, project.Heard);

                state.Pending.ShouldBeEmpty("what ran was finished, and is in the state");
                (await project.InfraAsync("up", "--yes", "--non-interactive", "--stack", Stack)).ShouldExit(0).All.ShouldNotContain("interrupted while");
            },
            async () =>
            {
                (await project.InfraAsync("destroy", "--yes", "--non-interactive", "--stack", Stack)).ShouldExit(0).Output.ShouldContain("Nothing is left");
            });
    }

    private static async Task UntilPendingAsync(StackState state, string type)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await Eventually.TrueAsync(() => Task.FromResult(state.Pending.Contains(type)), limit.Token);
    }

    /// <summary>Waits until each layer that is under way has its connection: what is just being started has no session of its own yet.</summary>
    private static async Task UntilConnectedAsync(int infra, StackState state)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await Eventually.TrueAsync(
            async () =>
            {
                var connections = (await Command.RunAsync("pgrep", ["-x", "-P", $"{infra}", "ssh"])).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
                var layers = state.Pending.Count(type => type == "machine:index:Configuration");
                return layers > 0 && connections.Length > layers;
            },
            limit.Token);
    }
}
