using Infra.Engine.Plan;
using Infra.Engine.State;

namespace Infra.Engine.Execution;

/// <summary>
/// The state while an operation changes it: an intention is durable before its provider call, a result before anything
/// that depends on it. Steps that run at the same time share a write.
/// </summary>
internal sealed class Journal
{
    private readonly Lock _gate = new();
    private readonly Snapshot _base;
    private readonly StateWriter? _writer;
    private readonly List<ResourceState> _finished = [];
    private readonly Dictionary<string, int> _finishedAt = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _renamed = new(StringComparer.Ordinal);
    private readonly List<PendingOperation> _pending;

    /// <param name="snapshot">The state as loaded.</param>
    /// <param name="store">Where it is written; null in a preview.</param>
    public Journal(Snapshot snapshot, IStackStore? store)
    {
        _base = snapshot;
        _writer = store is null ? null : new StateWriter(store, Current);
        _pending = [.. snapshot.PendingOperations.Where(p => p.Type == PendingOperationType.Creating)];
        Index = new StateIndex([.. snapshot.Resources.Select((state, i) => new StateEntry(i, state))]);
    }

    public StateIndex Index { get; }

    /// <summary>Notes that a provider call is about to begin; returns when that is durable.</summary>
    public async Task<PendingOperation> BeginAsync(ResourceState resource, PendingOperationType type)
    {
        var operation = new PendingOperation(resource, type);
        lock (_gate)
        {
            _pending.Add(operation);
        }

        await WriteAsync();
        return operation;
    }

    /// <summary>Notes the end of a step; returns when it is as durable as asked.</summary>
    public Task EndAsync(PendingOperation? operation, JournalEdit edit, Durability durability)
    {
        lock (_gate)
        {
            if (operation is not null)
            {
                _pending.RemoveAll(p => ReferenceEquals(p, operation) || IsAnsweredBy(operation, edit, p));
            }

            Apply(edit);
        }

        switch (durability)
        {
            case Durability.Now:
                return WriteAsync();
            case Durability.Soon:
                _writer?.Touch();
                break;
        }

        return Task.CompletedTask;
    }

    /// <summary>Changes a resource that was finished in this run.</summary>
    public void Amend(string urn, Func<ResourceState, ResourceState> change)
    {
        lock (_gate)
        {
            var at = _finishedAt[urn];
            var before = _finished[at];
            _finished[at] = change(before);
            if (!StateEquality.Same(before, _finished[at]))
            {
                _writer?.Touch();
            }
        }
    }

    /// <summary>The resource as this run left it; null if it has not finished.</summary>
    public ResourceState? Finished(string urn)
    {
        lock (_gate)
        {
            return _finishedAt.TryGetValue(urn, out var at) ? _finished[at] : null;
        }
    }

    /// <summary>Every resource as this run left it.</summary>
    public IReadOnlyList<ResourceState> AllFinished()
    {
        lock (_gate)
        {
            return [.. _finished];
        }
    }

    /// <summary>The state an alias matched bears the new URN from now on, and so does whatever refers to it.</summary>
    public void Rename(string from, string to)
    {
        lock (_gate)
        {
            _renamed[from] = to;
        }
    }

    /// <summary>Writes what has not been written yet.</summary>
    public Task FlushAsync() => _writer?.FlushAsync() ?? Task.CompletedTask;

    public Snapshot Current()
    {
        lock (_gate)
        {
            IEnumerable<ResourceState> rest = Index.Entries.Where(e => !e.Done).Select(e => e.State);
            var olds = _renamed.Count == 0 ? rest : UrnRewriter.Rewrite(rest, _renamed);
            return _base with { Resources = [.. _finished, .. olds], PendingOperations = [.. _pending] };
        }
    }

    private void Apply(JournalEdit edit)
    {
        if (edit.Mark is var (entry, state))
        {
            entry.State = state;
        }

        if (edit.Remove is { } gone)
        {
            gone.Done = true;
        }

        if (edit.Add is { } added)
        {
            // What was imported in this run may be updated in it.
            if (_finishedAt.TryAdd(added.Urn, _finished.Count))
            {
                _finished.Add(added);
            }
            else
            {
                _finished[_finishedAt[added.Urn]] = added;
            }
        }
    }

    /// <summary>A creation that an earlier run did not see the end of, made now.</summary>
    private static bool IsAnsweredBy(PendingOperation operation, JournalEdit edit, PendingOperation earlier) =>
        operation.Type == PendingOperationType.Creating && earlier.Type == PendingOperationType.Creating
        && edit.Add is not null && earlier.Resource.Urn == operation.Resource.Urn;

    private Task WriteAsync() => _writer?.WriteAsync() ?? Task.CompletedTask;
}
