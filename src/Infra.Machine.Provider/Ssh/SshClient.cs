using System.Collections.Concurrent;

namespace Infra.Machine.Provider.Ssh;

/// <summary>Connections to servers, one each, shared by everything that runs there; from any thread, in parallel.</summary>
internal sealed class SshClient(TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan _betweenAttempts = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan _attemptWhileBooting = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<ServerConnection, SshRoute> _routes = new(ReachComparer.Instance);
    private readonly Lazy<RuntimeDirectory> _directory = new(() => new RuntimeDirectory());
    private readonly CancellationTokenSource _lifetime = new();

    /// <summary>Starts a command on the server.</summary>
    public async Task<SshSession> StartAsync(ServerConnection connection, string command, Patience patience, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_lifetime.IsCancellationRequested, this);
        var master = await ConnectAsync(connection, patience, cancellationToken);
        return await master.StartAsync(command, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_lifetime.IsCancellationRequested)
        {
            return;
        }

        await _lifetime.CancelAsync();
        await Task.WhenAll(_routes.Values.Select(route => route.DisposeAsync().AsTask()));
        if (_directory.IsValueCreated)
        {
            _directory.Value.Dispose();
        }

        _lifetime.Dispose();
    }

    private async Task<SshMaster> ConnectAsync(ServerConnection connection, Patience patience, CancellationToken cancellationToken)
    {
        var route = _routes.GetOrAdd(connection, c => new SshRoute(c, _directory.Value, _lifetime.Token));
        var start = clock.GetTimestamp();
        var timeout = connection.ConnectTimeout;
        while (true)
        {
            try
            {
                return await route.GetAsync(timeout).WaitAsync(cancellationToken);
            }
            catch (SshConnectException e)
            {
                if (!e.Failure.IsTransient(patience) || clock.GetElapsedTime(start) >= connection.BootTimeout)
                {
                    throw e.Failure.ToException(connection);
                }
            }

            timeout = connection.ConnectTimeout < _attemptWhileBooting ? connection.ConnectTimeout : _attemptWhileBooting;
            await Task.Delay(_betweenAttempts, clock, cancellationToken);
        }
    }

    /// <summary>Connections are the same if they lead to the same place in the same way.</summary>
    private sealed class ReachComparer : IEqualityComparer<ServerConnection>
    {
        public static ReachComparer Instance { get; } = new();

        public bool Equals(ServerConnection? x, ServerConnection? y) =>
            (x, y) is ({ }, { }) && (x.Host, x.Port, x.User, x.PrivateKey, x.HostKey) == (y.Host, y.Port, y.User, y.PrivateKey, y.HostKey);

        public int GetHashCode(ServerConnection obj) => HashCode.Combine(obj.Host, obj.Port, obj.User);
    }
}
