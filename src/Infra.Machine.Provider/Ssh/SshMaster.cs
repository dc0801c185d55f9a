using System.Diagnostics;

namespace Infra.Machine.Provider.Ssh;

/// <summary>
/// One authenticated connection that many sessions share. It is held by a session of its own on the server that waits
/// for the end of its input, so it ends with this process, however that ends.
/// </summary>
internal sealed class SshMaster : IAsyncDisposable
{
    /// <summary>sshd allows 10 sessions a connection by default; one is the master's own, and one that has ended counts for a moment more.</summary>
    private const int Sessions = 7;

    private const string Ready = "infra-connected";
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly ServerConnection _connection;
    private readonly string[] _options;
    private readonly SemaphoreSlim _sessions = new(Sessions);

    private SshMaster(Process process, ServerConnection connection, string[] options) =>
        (_process, _connection, _options) = (process, connection, options);

    /// <summary>False once the connection is gone; this one then never comes back.</summary>
    public bool IsAlive => !_process.HasExited;

    public static async Task<SshMaster> ConnectAsync(
        ServerConnection connection,
        SshAgent agent,
        RuntimeDirectory directory,
        string knownHosts,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        string[] options =
        [
            .. OpenSsh.Options(connection, agent.Socket, agent.PublicKeyFile, knownHosts, timeout),
            "-S", directory.NewPath("m"),
        ];
        var process = OpenSsh.Start(new ProcessStartInfo(
            "ssh", ["-M", "-o", "ControlPersist=no", .. options, "--", connection.Host, $"echo {Ready}; exec cat >/dev/null"]));
        var master = new SshMaster(process, connection, options);
        try
        {
            // ssh's own timeout covers the way to the server; this one a server that takes the connection and then says nothing.
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(timeout + TimeSpan.FromSeconds(20));
            await master.WaitUntilReadyAsync(limit.Token, cancellationToken);
            return master;
        }
        catch
        {
            await master.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a command in a session of this connection; waits while too many run.</summary>
    public async Task<SshSession> StartAsync(string command, CancellationToken cancellationToken)
    {
        await _sessions.WaitAsync(cancellationToken);
        try
        {
            var process = OpenSsh.Start(new ProcessStartInfo("ssh", ["-o", "ControlMaster=no", .. _options, "--", _connection.Host, command]));
            return new SshSession(process, () => _sessions.Release());
        }
        catch
        {
            _sessions.Release();
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await OpenSsh.EndAsync(_process, _patience);

    private async Task WaitUntilReadyAsync(CancellationToken limit, CancellationToken cancellationToken)
    {
        var error = _process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            while (await _process.StandardOutput.ReadLineAsync(limit) is { } line)
            {
                if (line == Ready)
                {
                    return;
                }
            }

            throw new SshConnectException(SshFailure.Classify(await error.WaitAsync(limit)));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SshConnectException(new(SshFailureKind.Unreachable, "the connection timed out before the login was done"));
        }
    }
}
