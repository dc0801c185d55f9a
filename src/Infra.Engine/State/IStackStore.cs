using Infra.Protocol.Properties;

namespace Infra.Engine.State;

/// <summary>
/// One stack of a backend, opened with its secrets. Writers hold the stack's lock for as long as the store is open.
/// </summary>
public interface IStackStore : IAsyncDisposable
{
    /// <summary>The short name of the stack.</summary>
    string StackName { get; }

    /// <summary>Where the state lies, for messages: a file:// address.</summary>
    string Location { get; }

    /// <summary>The current state, decrypted. Errors: <see cref="Diagnostics.InfraException"/> with the file's place.</summary>
    Task<Snapshot> LoadAsync(CancellationToken cancellationToken);

    /// <summary>The outputs of another stack of the same backend; null if there is none of that name.</summary>
    /// <exception cref="Diagnostics.InfraException">The name cannot be one, or its state cannot be read.</exception>
    Task<PropertyMap?> ReadOutputsAsync(string stack, CancellationToken cancellationToken);

    /// <summary>Makes changes of the state durable at a cost that does not grow with it; returns when they are. They count until the next save.</summary>
    Task AppendAsync(IReadOnlyList<JournalRecord> records, CancellationToken cancellationToken);

    /// <summary>Makes the state durable (temporary file, fsync, rename) after checking its integrity; returns when it is.</summary>
    Task SaveAsync(Snapshot snapshot, CancellationToken cancellationToken);

    /// <summary>Adds an entry to the stack's history and a backup of its state.</summary>
    Task AddHistoryAsync(UpdateRecord update, CancellationToken cancellationToken);
}
