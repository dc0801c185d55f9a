using Infra.Engine.Diagnostics;
using Infra.Engine.Plan;
using Infra.Engine.State;

namespace Infra.Engine.Execution;

/// <summary>
/// The state while an operation changes it: an intention is durable before its provider call, a result before anything
/// that depends on it. Steps that run at the same time share a write. The state itself is written once, at the end.
/// </summary>
internal sealed class Journal
{
    private readonly Lock _gate = new();
    private readonly JournaledState _state;
    private readonly JournalWriter? _writer;
    private int _numbers;

    /// <param name="snapshot">The state as loaded.</param>
    /// <param name="store">Where it is written; null in a preview.</param>
    public Journal(Snapshot snapshot, IStackStore? store)
    {
        _state = new JournaledState(snapshot);
        _writer = store is null ? null : new JournalWriter(store);
    }

    public StateIndex Index => _state.Index;

    /// <summary>Notes that a provider call is about to begin; returns its number when that is durable.</summary>
    public async Task<int> BeginAsync(ResourceState resource, PendingOperationType type)
    {
        int number;
        lock (_gate)
        {
            number = ++_numbers;
            Record(new JournalRecord.Begun(number, new PendingOperation(resource, type)));
        }

        await WriteAsync();
        return number;
    }

    /// <summary>Notes the end of a step; returns when it is as durable as asked.</summary>
    /// <param name="operation">The number of the call that ended; 0 if there was none.</param>
    /// <param name="edit">What the step does to the state.</param>
    /// <param name="durability">How durable it must be.</param>
    public Task EndAsync(int operation, JournalEdit edit, Durability durability)
    {
        lock (_gate)
        {
            if (edit.Add is { } added && _state.Dangling(added) is { } missing)
            {
                throw new InfraException(
                    DiagnosticCodes.StateInvalid, "The new state is not valid and was not written", $"This is a bug in infra: {added.Urn} refers to {missing}, which is not there.",
                    "The state before it is untouched.", exitCode: ExitCodes.Internal);
            }

            var record = new JournalRecord.Ended(operation, edit.Add, edit.Remove?.Index ?? -1, edit.Mark?.Entry.Index ?? -1, edit.Mark?.State);
            Record(record, quietly: durability == Durability.None);
            // Without a place in the old state: it was imported in this run.
            if (edit.Remove is { Index: < 0 } imported)
            {
                imported.Done = true;
            }
        }

        return durability == Durability.Now ? WriteAsync() : Task.CompletedTask;
    }

    /// <summary>Changes a resource that was finished in this run.</summary>
    public void Amend(string urn, Func<ResourceState, ResourceState> change)
    {
        lock (_gate)
        {
            var before = _state.Finished(urn)!;
            var after = change(before);
            Record(new JournalRecord.Amended(after), quietly: StateEquality.Same(before, after));
        }
    }

    /// <summary>The resource as this run left it; null if it has not finished.</summary>
    public ResourceState? Finished(string urn)
    {
        lock (_gate)
        {
            return _state.Finished(urn);
        }
    }

    /// <summary>Every resource as this run left it.</summary>
    public IReadOnlyList<ResourceState> AllFinished()
    {
        lock (_gate)
        {
            return [.. _state.AllFinished];
        }
    }

    /// <summary>The state an alias matched bears the new URN from now on, and so does whatever refers to it.</summary>
    public void Rename(string from, string to)
    {
        lock (_gate)
        {
            Record(new JournalRecord.Renamed(from, to), quietly: true);
        }
    }

    /// <summary>Writes the state if anything in it has changed.</summary>
    public Task FlushAsync() => _writer?.FinishAsync(Current()) ?? Task.CompletedTask;

    /// <summary>What provider calls have made or changed and no write has kept.</summary>
    public IEnumerable<ResourceState> Unwritten() =>
        _writer?.Waiting.OfType<JournalRecord.Ended>().Where(r => r.Number != 0).Select(r => r.Add).OfType<ResourceState>() ?? [];

    public Snapshot Current()
    {
        lock (_gate)
        {
            return _state.Current();
        }
    }

    private void Record(JournalRecord record, bool quietly = false)
    {
        _state.Apply(record);
        _writer?.Add(record, quietly);
    }

    private Task WriteAsync() => _writer?.WriteAsync() ?? Task.CompletedTask;
}
