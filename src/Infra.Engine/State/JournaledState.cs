using Infra.Engine.Plan;
using Infra.Engine.Urns;

namespace Infra.Engine.State;

/// <summary>A state and what a run has changed of it so far. Not to be used by two at once.</summary>
internal sealed class JournaledState
{
    private readonly Snapshot _base;
    private readonly List<ResourceState> _finished = [];
    private readonly Dictionary<string, int> _finishedAt = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _renamed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _newNames = new(StringComparer.Ordinal);
    private readonly Dictionary<int, PendingOperation> _pending = [];

    public JournaledState(Snapshot snapshot)
    {
        _base = snapshot;
        foreach (var creation in snapshot.PendingOperations.Where(p => p.Type == PendingOperationType.Creating))
        {
            _pending[-1 - _pending.Count] = creation;
        }

        Index = new StateIndex([.. snapshot.Resources.Select((state, i) => new StateEntry(i, state))]);
    }

    public StateIndex Index { get; }

    public IReadOnlyList<ResourceState> AllFinished => _finished;

    /// <summary>The state as the records leave it.</summary>
    /// <exception cref="StateFormatException">A record is about something that is not there.</exception>
    public static Snapshot Replay(Snapshot snapshot, IEnumerable<JournalRecord> records)
    {
        var state = new JournaledState(snapshot);
        foreach (var record in records)
        {
            state.Apply(record);
        }

        return state.Current();
    }

    /// <summary>The resource as this run left it; null if it has not finished.</summary>
    public ResourceState? Finished(string urn) => _finishedAt.TryGetValue(urn, out var at) ? _finished[at] : null;

    /// <summary>What the resource refers to and nobody has made or kept; null if it could be written after all that is there.</summary>
    public string? Dangling(ResourceState resource)
    {
        return StateIndex.DependenciesExceptProvider(resource).FirstOrDefault(IsMissing)
            ?? (ProviderReference.UrnOf(resource.Provider) is { Length: > 0 } provider && IsMissing(provider) ? provider : null);

        bool IsMissing(string urn) => !_finishedAt.ContainsKey(urn) && !_newNames.Contains(urn) && Index.Find(urn) is null && (!resource.Delete || urn != resource.Urn);
    }

    public void Apply(JournalRecord record)
    {
        switch (record)
        {
            case JournalRecord.Begun begun:
                _pending[begun.Number] = begun.Operation;
                break;
            case JournalRecord.Ended ended:
                End(ended);
                break;
            case JournalRecord.Amended amended:
                _finished[At(amended.State.Urn)] = amended.State;
                break;
            case JournalRecord.Renamed renamed:
                _renamed[renamed.From] = renamed.To;
                _newNames.Add(renamed.To);
                break;
        }
    }

    public Snapshot Current()
    {
        IEnumerable<ResourceState> rest = Index.Entries.Where(e => !e.Done).Select(e => e.State);
        var olds = _renamed.Count == 0 ? rest : UrnRewriter.Rewrite(rest, _renamed);
        return _base with { Resources = [.. _finished, .. olds], PendingOperations = [.. _pending.OrderBy(p => p.Key).Select(p => p.Value)] };
    }

    private void End(JournalRecord.Ended ended)
    {
        if (_pending.Remove(ended.Number, out var operation) && operation.Type == PendingOperationType.Creating && ended.Add is not null)
        {
            // A creation that an earlier run did not see the end of has been made now. With other inputs it is another thing:
            // the first may exist as well, and nothing but this tells of it.
            foreach (var earlier in _pending.Where(p => IsSame(p.Value, operation)).ToArray())
            {
                _pending.Remove(earlier.Key);
            }
        }

        if (ended.Marked is { } marked)
        {
            Entry(ended.Mark).State = marked;
        }

        if (ended.Remove >= 0)
        {
            Entry(ended.Remove).Done = true;
        }

        if (ended.Add is not { } added)
        {
            return;
        }

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

    private static bool IsSame(PendingOperation a, PendingOperation b) => a.Type == b.Type && a.Resource.Urn == b.Resource.Urn && a.Resource.Inputs.Equals(b.Resource.Inputs);

    private StateEntry Entry(int place) =>
        place >= 0 && place < Index.Entries.Count ? Index.Entries[place] : throw new StateFormatException($"the journal is about resource {place} of the state, which has {Index.Entries.Count}");

    private int At(string urn) => _finishedAt.TryGetValue(urn, out var at) ? at : throw new StateFormatException($"the journal changes '{urn}' before it has it");
}
