using Infra.Engine.State;
using Infra.Protocol.Properties;

namespace Infra.Engine.Tests.Support;

/// <summary>A stack in memory that keeps the last whole state and nothing else, so that it costs nothing itself.</summary>
internal sealed class LastStateStore : IStackStore
{
    private Snapshot _current = Snapshot.Empty;

    public string StackName => "dev";

    public string Location => "memory://";

    public Task<Snapshot> LoadAsync(CancellationToken cancellationToken) => Task.FromResult(_current);

    public Task<PropertyMap?> ReadOutputsAsync(string stack, CancellationToken cancellationToken) => Task.FromResult<PropertyMap?>(null);

    public Task AppendAsync(IReadOnlyList<JournalRecord> records, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SaveAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        _current = snapshot;
        return Task.CompletedTask;
    }

    public Task AddHistoryAsync(UpdateRecord update, CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
