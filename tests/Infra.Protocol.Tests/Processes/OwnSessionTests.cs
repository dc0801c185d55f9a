using System.Diagnostics;
using System.Globalization;
using Infra.Protocol.Processes;

namespace Infra.Protocol.Tests.Processes;

public sealed class OwnSessionTests
{
    private const string ParentAndChild = "sleep 1000 & echo $!; wait";

    [SkippableFact]
    public async Task Bound_WhenItsInputIsClosed_EndsWithWhatItStarted()
    {
        using var process = Start(OwnSession.Bound(Shell(ParentAndChild)));
        var child = int.Parse((await process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        Directory.Exists($"/proc/{child}").ShouldBeTrue();

        process.StandardInput.Close();
        await process.WaitForExitAsync(Limit());

        await GoneAsync(child);
        process.ExitCode.ShouldBe(128 + 9);
    }

    [SkippableFact]
    public async Task Bound_OfACommandThatEnds_HasItsExitCodeAndNothingToRead()
    {
        using var process = Start(OwnSession.Bound(Shell("cat; echo \"$0 done\"; exit 7")));

        (await process.StandardOutput.ReadToEndAsync(Limit())).ShouldBe("sh done\n");
        await process.WaitForExitAsync(Limit());

        process.ExitCode.ShouldBe(7);
    }

    [SkippableFact]
    public void Bound_OfWhatIsNotThere_IsLeftAsItIs()
    {
        OwnSession.Bound(new ProcessStartInfo("/no/such/program", ["a"])).FileName.ShouldBe("/no/such/program");
    }

    private static ProcessStartInfo Shell(string script) => new("/bin/sh", ["-c", script, "sh"])
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    };

    private static Process Start(ProcessStartInfo info)
    {
        Skip.IfNot(OwnSession.IsAvailable, "setsid needed");
        return ChildProcess.Start(info);
    }

    private static async Task GoneAsync(int process)
    {
        var limit = Limit();
        // A killed child may wait a moment for its new parent to notice.
        while (File.Exists($"/proc/{process}/stat") && !(await File.ReadAllTextAsync($"/proc/{process}/stat", limit)).Contains(") Z", StringComparison.Ordinal))
        {
            await Task.Delay(10, limit);
        }
    }

    private static CancellationToken Limit() => new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token;
}
