using Infra.Engine.State;
using Infra.Protocol.Properties;

namespace Infra.Cli.Stacks;

/// <summary>A stack that a preview looks at before it is there: empty, and it stays so.</summary>
internal sealed class PlannedStore(string stack) : IStackStore
{
    public string StackName => stack;

    public string Location => "";

    public Task<Snapshot> LoadAsync(CancellationToken cancellationToken) => Task.FromResult(Snapshot.Empty);

    /// <summary>Not yet: the stack that would read them is not there.</summary>
    public Task<PropertyMap?> ReadOutputsAsync(string stack, CancellationToken cancellationToken) => Task.FromResult<PropertyMap?>(null);

    public Task AppendAsync(IReadOnlyList<JournalRecord> records, CancellationToken cancellationToken) => throw new InvalidOperationException("a preview writes no state");

    public Task SaveAsync(Snapshot snapshot, CancellationToken cancellationToken) => throw new InvalidOperationException("a preview writes no state");

    public Task AddHistoryAsync(UpdateRecord update, CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
