using System.Collections.Immutable;
using Infra.Engine.State;

namespace Infra.Engine.Execution;

/// <summary>Brings records to the store in their order; callers that come while a write runs share the next one.</summary>
internal sealed class JournalWriter(IStackStore store)
{
    private readonly Lock _gate = new();
    private List<JournalRecord> _waiting = [];
    private long _added;
    private long _written;
    private bool _changed;
    private Task? _running;

    /// <param name="record">Comes after all that were added before.</param>
    /// <param name="quietly">It changes nothing that would have to be written if nothing else does.</param>
    public void Add(JournalRecord record, bool quietly)
    {
        lock (_gate)
        {
            _waiting.Add(record);
            _added++;
            _changed |= !quietly;
        }
    }

    /// <summary>Returns when every record added so far is durable.</summary>
    public async Task WriteAsync()
    {
        var mine = Interlocked.Read(ref _added);
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

    /// <summary>What was added and is not durable yet, in its order.</summary>
    public ImmutableArray<JournalRecord> Waiting
    {
        get
        {
            lock (_gate)
            {
                return [.. _waiting];
            }
        }
    }

    /// <summary>Writes the whole state in the end, unless it is as it was.</summary>
    public Task FinishAsync(Snapshot snapshot) => _changed ? store.SaveAsync(snapshot, CancellationToken.None) : Task.CompletedTask;

    private async Task WriteOnceAsync()
    {
        ImmutableArray<JournalRecord> batch;
        lock (_gate)
        {
            batch = [.. _waiting];
            _waiting = [];
        }

        try
        {
            // Not to be cancelled: what has been done must be kept even while everything else stops.
            await store.AppendAsync(batch, CancellationToken.None);
        }
        catch
        {
            lock (_gate)
            {
                _waiting.InsertRange(0, batch);
            }

            throw;
        }

        Interlocked.Add(ref _written, batch.Length);
    }
}
