using System.Text;
using Infra.Machine.Provider.Resources;
using Infra.Machine.Provider.Ssh;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Shell;

/// <summary>Runs a shell script as root on a server: the script on standard input, never as an argument.</summary>
internal sealed class ScriptRunner(SshClient ssh)
{
    /// <summary>Before this line it is not the script that speaks, but perhaps a user's .bashrc.</summary>
    private const string Begin = "infra-script-begins";

    /// <param name="connection">Where.</param>
    /// <param name="script">POSIX sh; it may hold secrets. Asked for when there is a connection.</param>
    /// <param name="patience">How long to wait for a server that starts.</param>
    /// <param name="progress">Gets the values of "progress" answers; none of them is a secret.</param>
    /// <param name="cancellationToken">Ends the session; what the script began on the server may go on.</param>
    /// <returns>The answers and the exit code.</returns>
    /// <exception cref="ProviderException">No connection, no root, or the connection was lost before the script ended.</exception>
    public async Task<(Answers Answers, int ExitCode, string Error)> RunAsync(
        ServerConnection connection, Func<string> script, Patience patience, Action<string>? progress, CancellationToken cancellationToken)
    {
        var command = connection.Sudo ? "sudo -n sh -s" : "sh -s";
        await using var session = await ssh.StartAsync(connection, command, patience, cancellationToken);
        var error = session.Error.ReadToEndAsync(cancellationToken);
        // In braces the shell reads all of it before it begins: a connection that is cut in the middle runs nothing.
        await WriteAsync(session, Encoding.UTF8.GetBytes($"{{\necho {Begin}\n{script()}\nexit\n}}\n"), cancellationToken);
        var answers = new Answers();
        var begun = false;
        while (await session.Output.ReadLineAsync(cancellationToken) is { } line)
        {
            if (!begun)
            {
                begun = line == Begin;
            }
            else if (answers.Add(line) is ("progress", var what))
            {
                progress?.Invoke(what);
            }
        }

        var exitCode = await session.WaitAsync(cancellationToken);
        var said = (await error).Trim();
        RefuseIfNotRoot(connection, exitCode, said);
        return (answers, exitCode, said);
    }

    /// <summary>Sends a stream to a short command that holds no secret.</summary>
    /// <exception cref="ProviderException">It failed; its last words are in the message.</exception>
    public async Task SendAsync(ServerConnection connection, string command, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        await using var session = await ssh.StartAsync(connection, Root(connection, command), Patience.Starting, cancellationToken);
        var error = session.Error.ReadToEndAsync(cancellationToken);
        var output = session.Output.ReadToEndAsync(cancellationToken);
        try
        {
            await write(session.Input, cancellationToken);
            session.Input.Close();
        }
        catch (IOException)
        {
            // The command ended without reading all of it: what it says tells why.
        }

        var exitCode = await session.WaitAsync(cancellationToken);
        var said = $"{await output}\n{await error}".Trim();
        RefuseIfNotRoot(connection, exitCode, said);
        if (exitCode != 0)
        {
            throw said.Contains("No space left on device", StringComparison.Ordinal)
                ? Problem.Of("INF5111", "The server's disk is full", $"{connection.Display}: {said}", "Make room there, then run the command again.")
                : Problem.Of("INF5110", "A transfer to the server failed", $"{connection.Display}: {said}");
        }
    }

    private static string Root(ServerConnection connection, string command) => connection.Sudo ? $"sudo -n sh -c {Sh.Quote(command)}" : command;

    private static async Task WriteAsync(SshSession session, byte[] script, CancellationToken cancellationToken)
    {
        try
        {
            await session.Input.WriteAsync(script, cancellationToken);
            session.Input.Close();
        }
        catch (IOException)
        {
            // The command ended at once, as sudo does when it may not: its message says why.
        }
    }

    private static void RefuseIfNotRoot(ServerConnection connection, int exitCode, string said)
    {
        if (exitCode == SshSession.SshFailed)
        {
            throw SshFailure.Classify(said) is { Kind: not SshFailureKind.Other } failure
                ? failure.ToException(connection)
                : Problem.Of("INF5106", "The connection to the server was lost", $"{connection.Display}: {said}", "Run the command again: it goes on from there.");
        }

        if (said.StartsWith("sudo:", StringComparison.Ordinal) || said.Contains("sudo: not found", StringComparison.Ordinal) || said.Contains("sudo: command not found", StringComparison.Ordinal))
        {
            throw Problem.Of(
                "INF5105", "The user may not become root", $"{connection.Display}: {said}",
                $"On the server, as root:\n    apt-get install -y sudo\n    echo '{connection.User} ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/{connection.User}");
        }
    }
}
