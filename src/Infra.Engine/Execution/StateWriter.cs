using Infra.Engine.State;

namespace Infra.Engine.Execution;

/// <summary>Writes the newest state; callers that come while a write runs share the next one.</summary>
internal sealed class StateWriter(IStackStore store, Func<Snapshot> current)
{
    private readonly Lock _gate = new();
    private long _wanted;
    private long _written;
    private Task? _running;

    /// <summary>Returns when the state as it is now, or a later one, is durable.</summary>
    public Task WriteAsync()
    {
        Touch();
        return FlushAsync();
    }

    public void Touch() => Interlocked.Increment(ref _wanted);

    public async Task FlushAsync()
    {
        var mine = Interlocked.Read(ref _wanted);
        while (Interlocked.Read(ref _written) < mine)
        {
            Task write;
            lock (_gate)
            {
                write = _running is { IsCompleted: false } ? _running : _running = Task.Run(WriteOnceAsync);
            }

            await write;
        }
    }

    private async Task WriteOnceAsync()
    {
        // A write under way when a caller came may not hold its change; the loop above then waits for the next.
        var version = Interlocked.Read(ref _wanted);
        // Not to be cancelled: what has been done must be kept even while everything else stops.
        await store.SaveAsync(current(), CancellationToken.None);
        Interlocked.Exchange(ref _written, version);
    }
}
