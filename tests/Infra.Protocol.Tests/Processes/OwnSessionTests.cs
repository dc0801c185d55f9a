using System.ComponentModel;
using System.Diagnostics;
using Infra.Protocol.Processes;

namespace Infra.Protocol.Tests.Processes;

public sealed class OwnSessionTests
{
    [Fact]
    public async Task Of_ACommand_LeadsItsOwnSession()
    {
        var info = new ProcessStartInfo("sh", ["-c", "echo $$; cut -d' ' -f6 /proc/$$/stat"]);

        var result = await ChildProcess.RunAsync(OwnSession.Of(info), default, CancellationToken.None);

        var lines = result.Output.Trim().Split('\n');
        lines[1].ShouldBe(lines[0], "the session's leader is the command itself");
    }

    [Fact]
    public async Task Of_ACommandThatIsNotThere_FailsAsTheCommand()
    {
        var info = OwnSession.Of(new ProcessStartInfo("there-is-no-such-command"));

        var error = await Should.ThrowAsync<Win32Exception>(() => ChildProcess.RunAsync(info, default, CancellationToken.None));

        error.Message.ShouldContain("there-is-no-such-command");
    }
}
