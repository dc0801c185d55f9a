namespace Infra.Machine.Provider.Ssh;

/// <summary>The way to one server: its agent, its known host key, and the connection of the moment.</summary>
internal sealed class SshRoute(ServerConnection connection, RuntimeDirectory directory, CancellationToken lifetime) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private Task<SshMaster>? _master;
    private Task<SshAgent>? _agent;

    /// <summary>The living connection, or one attempt to make it, which all who ask meanwhile share.</summary>
    public Task<SshMaster> GetAsync(TimeSpan timeout)
    {
        lock (_lock)
        {
            lifetime.ThrowIfCancellationRequested();
            if (_master is null || (_master.IsCompleted && !(_master.IsCompletedSuccessfully && _master.Result.IsAlive)))
            {
                _master = ConnectAsync(_master, timeout);
            }

            return _master;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task<SshMaster>? master;
        Task<SshAgent>? agent;
        lock (_lock)
        {
            (master, agent) = (_master, _agent);
        }

        await EndAsync(master);
        await EndAsync(agent);
    }

    private async Task<SshMaster> ConnectAsync(Task<SshMaster>? former, TimeSpan timeout)
    {
        await Task.Yield();
        await EndAsync(former);
        var agent = await GetAgentAsync();
        var knownHosts = agent.PublicKeyFile + ".hosts";
        await File.WriteAllTextAsync(knownHosts, $"{OpenSsh.KnownHostsAlias} {connection.HostKey}\n", lifetime);
        return await SshMaster.ConnectAsync(connection, agent, directory, knownHosts, timeout, lifetime);
    }

    private Task<SshAgent> GetAgentAsync()
    {
        lock (_lock)
        {
            if (_agent is null || _agent.IsFaulted || _agent.IsCanceled)
            {
                _agent = SshAgent.StartAsync(directory, connection.PrivateKey, lifetime);
            }

            return _agent;
        }
    }

    private static async Task EndAsync<T>(Task<T>? made)
        where T : IAsyncDisposable
    {
        if (made is null)
        {
            return;
        }

        await ((Task)made).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (made.IsCompletedSuccessfully)
        {
            await made.Result.DisposeAsync();
        }
    }
}
