using System.Diagnostics;
using Infra.Engine.Diagnostics;
using Infra.Engine.Plugins;
using Infra.Engine.Tests.Support;
using Infra.Protocol.Processes;

namespace Infra.Engine.Tests.Plugins;

public sealed class PluginProcessTests : IDisposable
{
    private readonly PluginStack _stack = new();
    private readonly List<string> _lines = [];

    private async Task<PluginProcess> StartAsync(string script, double seconds = 20)
    {
        var file = _stack.Plugin("x", "#!/bin/sh\n" + script);
        return await PluginProcess.StartAsync("x", new ProcessStartInfo(file), TimeSpan.FromSeconds(seconds), Keep, CancellationToken.None);
    }

    private void Keep(string line)
    {
        lock (_lines)
        {
            _lines.Add(line);
        }
    }

    [Fact]
    public async Task Start_OfAPluginThatTellsItsPort_KnowsIt()
    {
        await using var plugin = await StartAsync("printf '\\033]9;4;3;\\033\\\\  1234 \\n'; exec sleep 60");

        plugin.Port.ShouldBe(1234);
    }

    [Theory]
    [InlineData("echo 'no disk' >&2; exit 3", "It printed no port. It ended with exit code 3. Its last lines:\n  no disk")]
    [InlineData("echo hello; exec sleep 60", "Its first line should be a port, and is 'hello'. It still runs.")]
    [InlineData("echo 70000; exec sleep 60", "Its first line should be a port, and is '70000'. It still runs.")]
    [InlineData("head -c 100000 /dev/zero | tr '\\0' x; exec sleep 60", "Its first line should be a port, and is 'xxx")]
    public async Task Start_OfAPluginThatTellsNone_SaysWhy(string script, string detail)
    {
        var problem = await Should.ThrowAsync<InfraException>(StartAsync(script));

        (problem.Code, problem.Message).ShouldBe(("INF4303", "The plugin of provider 'x' did not start"));
        problem.Detail.ShouldStartWith(detail);
    }

    [Fact]
    public async Task Start_OfASilentPlugin_EndsAndSaysSo() =>
        (await Should.ThrowAsync<InfraException>(StartAsync("exec sleep 60", seconds: 0.5))).Detail.ShouldStartWith("It did not print its port within");

    [Fact]
    public async Task Dispose_OfOneThatHeedsNoSignal_EndsItAndItsChildren()
    {
        var plugin = await StartAsync($"trap '' TERM; sleep 61 & echo $! > {_stack.Directory.Path}/child; echo 1234; while :; do sleep 1; done");
        var child = int.Parse(File.ReadAllText(Path.Combine(_stack.Directory.Path, "child")), System.Globalization.CultureInfo.InvariantCulture);

        await plugin.DisposeAsync();

        IsRunning(child).ShouldBeFalse();
    }

    [SkippableFact]
    public async Task Guard_WhoseEngineWasKilled_EndsThePlugin()
    {
        Skip.IfNot(OwnSession.IsAvailable, "setsid needed");
        var info = OwnSession.Of(new ProcessStartInfo("/bin/sh", ["-c", PluginProcess.Guard, "plugin", "/bin/sh", "-c", "echo $$; sleep 62; true"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        });
        using var guard = ChildProcess.Start(info);
        var plugin = int.Parse((await guard.StandardOutput.ReadLineAsync())!, System.Globalization.CultureInfo.InvariantCulture);
        IsRunning(plugin).ShouldBeTrue();

        // What happens to the pipe when its writer is killed.
        guard.StandardInput.Close();

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await guard.WaitForExitAsync(limit.Token);
        IsRunning(plugin).ShouldBeFalse();
    }

    [Fact]
    public async Task Output_OfATalkativePlugin_IsReadAsLongAsItLives()
    {
        await using var plugin = await StartAsync("echo 1234; seq 200000 >&2; seq 200000; echo last >&2; exit 5");

        var end = await plugin.ObituaryAsync(TimeSpan.FromSeconds(20));

        end.ShouldContain("exit code 5");
        _lines.Count.ShouldBe(400_001);
        _lines.ShouldContain("last");
    }

    [Fact]
    public void For_AFileThatIsNotExecutable_SaysHowToMendIt()
    {
        File.SetUnixFileMode(_stack.Plugin("x", "#!/bin/sh\n"), UnixFileMode.UserRead);

        var problem = Should.Throw<InfraException>(() => PluginCommand.For("x", _stack.Plugins["x"]));

        (problem.Code, problem.Detail, problem.Help).ShouldBe(("INF4303", "It is not executable.", $"chmod +x {_stack.Plugins["x"]}"));
    }

    [Theory]
    [InlineData("runtime: python\n", "Its runtime is 'python'; this engine runs plugins that are executables, and those of the runtime nodejs.")]
    [InlineData("runtime: {name: nodejs}\n", "Its npm packages are not installed: @pulumi/pulumi is missing.")]
    [InlineData("name: x\n", "'runtime' is missing.")]
    public void For_ADirectoryThatCannotRun_SaysWhy(string description, string detail)
    {
        _stack.Directory.File("plugin/PulumiPlugin.yaml", description);

        Should.Throw<InfraException>(() => PluginCommand.For("x", Path.Combine(_stack.Directory.Path, "plugin"))).Detail.ShouldBe(detail);
    }

    public void Dispose() => _stack.Dispose();

    private static bool IsRunning(int id)
    {
        var status = $"/proc/{id}/status";
        return File.Exists(status) && !File.ReadAllText(status).Contains("State:\tZ", StringComparison.Ordinal);
    }
}
