using System.ComponentModel;
using System.Diagnostics;
using Infra.Engine.Diagnostics;
using Infra.Machine.Provider.Ssh;
using Infra.Protocol.Processes;
using Infra.Protocol.Providers;

namespace Infra.Cli.Machines;

/// <summary>
/// A login with the terminal attached. The private key goes to an agent of its own through a pipe, never to a file;
/// everything is gone when the login ends, and the key also when this process is killed.
/// </summary>
internal static class SshSession
{
    /// <summary>Logs in, runs the command (or a shell) and returns its exit code.</summary>
    public static async Task<int> RunAsync(ServerAccess server, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        using var directory = new RuntimeDirectory();
        var knownHosts = directory.NewPath("h");
        await File.WriteAllTextAsync(knownHosts, server.KnownHost, cancellationToken);
        try
        {
            await using var agent = server.PrivateKey.Length > 0 ? await StartAgentAsync(directory, server.PrivateKey, cancellationToken) : null;
            using var ssh = ChildProcess.Start(new ProcessStartInfo("ssh", Arguments(server, knownHosts, agent?.Socket, command)));
            await ssh.WaitForExitAsync(cancellationToken);
            return ssh.ExitCode;
        }
        catch (Exception e) when (e is Win32Exception || e.InnerException is Win32Exception)
        {
            throw new InfraException(
                CliCodes.PrerequisiteMissing, "Something that a host needs is not installed", $"OpenSSH's client cannot be started: {(e.InnerException ?? e).Message}.",
                "apt-get install --no-install-recommends openssh-client", exitCode: ExitCodes.Configuration);
        }
    }

    /// <summary>A server's name or a command could look like an option: both come after "--".</summary>
    internal static IReadOnlyList<string> Arguments(ServerAccess server, string knownHosts, string? agent, IReadOnlyList<string> command) =>
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
        "-p", server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        "-l", server.User,
        "--", server.Host, .. command,
    ];

    private static async Task<SshAgent> StartAgentAsync(RuntimeDirectory directory, string privateKey, CancellationToken cancellationToken)
    {
        try
        {
            return await SshAgent.StartAsync(directory, new SecretText(privateKey), cancellationToken);
        }
        catch (ProviderException e) when (e.InnerException is not Win32Exception)
        {
            throw new InfraException(CliCodes.NoServer, "The login key of the state is not accepted by ssh-agent", e.Message, "infra refresh", inner: e);
        }
    }
}
