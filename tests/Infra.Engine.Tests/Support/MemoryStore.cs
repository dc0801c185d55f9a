using System.Collections.Concurrent;
using Infra.Engine.State;
using Infra.Protocol.Properties;

namespace Infra.Engine.Tests.Support;

/// <summary>A stack in memory that remembers everything that was ever durable.</summary>
internal sealed class MemoryStore(Snapshot? initial = null) : IStackStore
{
    private readonly ConcurrentQueue<Snapshot> _saved = new();
    private readonly List<JournalRecord> _journal = [];
    private Snapshot _folded = initial ?? Snapshot.Empty;
    private readonly TaskCompletionSource _pending = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string StackName => "dev";

    public string Location => "memory://";

    public Snapshot Current { get; private set; } = initial ?? Snapshot.Empty;

    public IReadOnlyList<Snapshot> Saved => [.. _saved];

    /// <summary>States that should never have been written.</summary>
    public ConcurrentQueue<string> Violations { get; } = new();

    public List<UpdateRecord> History { get; } = [];

    /// <summary>Runs before each write, with its number; may throw or wait.</summary>
    public Func<int, Task> BeforeSave { get; set; } = _ => Task.CompletedTask;

    /// <summary>Returns once an operation is pending in the state.</summary>
    public Task PendingAsync() => _pending.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public Task<Snapshot> LoadAsync(CancellationToken cancellationToken)
    {
        _folded = Current;
        _journal.Clear();
        return Task.FromResult(Current);
    }

    public Dictionary<string, PropertyMap> OtherStacks { get; } = [];

    public Task<PropertyMap?> ReadOutputsAsync(string stack, CancellationToken cancellationToken) => Task.FromResult(OtherStacks.GetValueOrDefault(stack));

    /// <summary>As good as a save: whoever loads it sees the changes.</summary>
    public Task AppendAsync(IReadOnlyList<JournalRecord> records, CancellationToken cancellationToken) =>
        SaveAsync(JournaledState.Replay(_folded, _journal.Concat(records)), () => _journal.AddRange(records));

    public Task SaveAsync(Snapshot snapshot, CancellationToken cancellationToken) => SaveAsync(snapshot, () =>
    {
        _folded = snapshot;
        _journal.Clear();
    });

    private async Task SaveAsync(Snapshot snapshot, Action done)
    {
        try
        {
            SnapshotRules.Check(snapshot);
        }
        catch (ShouldAssertException e)
        {
            Violations.Enqueue(e.Message);
            throw;
        }

        await BeforeSave(_saved.Count + 1);
        _saved.Enqueue(snapshot);
        done();
        Current = snapshot;
        if (snapshot.PendingOperations.Length > 0)
        {
            _pending.TrySetResult();
        }
    }

    public Task AddHistoryAsync(UpdateRecord update, CancellationToken cancellationToken)
    {
        History.Add(update);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
