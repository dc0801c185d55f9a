using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Infra.Engine.Diagnostics;
using Infra.Protocol.Processes;

namespace Infra.Cli.Machines;

/// <summary>
/// A login with the terminal attached. The private key goes to an agent of its own through a pipe, never to a file;
/// everything is gone when the login ends.
/// </summary>
internal sealed class SshSession : IAsyncDisposable
{
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(10);
    private readonly ServerAccess _server;
    private readonly DirectoryInfo _directory;
    private Process? _agent;

    private SshSession(ServerAccess server)
    {
        _server = server;
        // On Unix such a directory is its owner's alone (0700).
        _directory = Directory.CreateTempSubdirectory("infra-ssh-");
    }

    private string KnownHosts => Path.Combine(_directory.FullName, "known_hosts");

    private string Socket => Path.Combine(_directory.FullName, "agent");

    /// <summary>Logs in, runs the command (or a shell) and returns its exit code.</summary>
    public static async Task<int> RunAsync(ServerAccess server, IReadOnlyList<string> command, bool allocateTerminal, CancellationToken cancellationToken)
    {
        await using var session = new SshSession(server);
        try
        {
            await File.WriteAllTextAsync(session.KnownHosts, server.KnownHost, cancellationToken);
            if (server.PrivateKey.Length > 0)
            {
                await session.StartAgentAsync(cancellationToken);
            }

            var info = new ProcessStartInfo("ssh", Arguments(server, session.KnownHosts, server.PrivateKey.Length > 0 ? session.Socket : null, command, allocateTerminal));
            using var ssh = ChildProcess.Start(info);
            await ssh.WaitForExitAsync(cancellationToken);
            return ssh.ExitCode;
        }
        catch (Win32Exception e)
        {
            throw new InfraException(
                CliCodes.PrerequisiteMissing, "Something that a host needs is not installed", $"OpenSSH's client cannot be started: {e.Message}.",
                "apt-get install --no-install-recommends openssh-client", exitCode: ExitCodes.Configuration);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_agent is not null)
        {
            _agent.Kill();
            await _agent.WaitForExitAsync();
            _agent.Dispose();
        }

        _directory.Delete(recursive: true);
    }

    /// <summary>A server's name or a command could look like an option: both come after "--".</summary>
    internal static IReadOnlyList<string> Arguments(ServerAccess server, string knownHosts, string? agent, IReadOnlyList<string> command, bool allocateTerminal) =>
    [
        "-F", "none",
        "-o", $"UserKnownHostsFile={knownHosts}",
        "-o", "GlobalKnownHostsFile=none",
        "-o", "StrictHostKeyChecking=yes",
        "-o", "UpdateHostKeys=no",
        "-o", $"HostKeyAlgorithms={server.HostKey.Split(' ')[0]}",
        "-o", "PasswordAuthentication=no",
        "-o", "KbdInteractiveAuthentication=no",
        "-o", "ConnectTimeout=10",
        "-o", "ServerAliveInterval=15",
        .. agent is null ? Array.Empty<string>() : ["-o", $"IdentityAgent={agent}", "-o", "IdentityFile=none"],
        "-o", "LogLevel=ERROR",
        .. allocateTerminal ? ["-t"] : Array.Empty<string>(),
        "-p", server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        "-l", server.User,
        "--", server.Host, .. command,
    ];

    private async Task StartAgentAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_timeout);
        _agent = ChildProcess.Start(new ProcessStartInfo("ssh-agent", ["-D", "-a", Socket]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true });
        while (!File.Exists(Socket) && !_agent.HasExited)
        {
            await Task.Delay(5, limit.Token);
        }

        var add = new ProcessStartInfo("ssh-add", ["-q", "-"]);
        add.Environment["SSH_AUTH_SOCK"] = Socket;
        var result = await ChildProcess.RunAsync(add, Encoding.UTF8.GetBytes(_server.PrivateKey), limit.Token);
        if (!result.Succeeded)
        {
            throw new InfraException(CliCodes.NoServer, "The login key of the state is not accepted by ssh-agent", result.Error.Trim(), "infra refresh");
        }
    }
}
