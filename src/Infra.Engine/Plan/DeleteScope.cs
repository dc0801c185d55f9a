using System.Collections.Immutable;
using Infra.Engine.State;

namespace Infra.Engine.Plan;

/// <summary>What can be deleted when only a part of a stack is meant: nothing that stays may need it.</summary>
/// <param name="Going">In the order of the state.</param>
/// <param name="Blocked">What cannot go, and who needs it.</param>
internal sealed record DeleteScope(ImmutableArray<StateEntry> Going, ImmutableArray<(StateEntry Entry, string NeededBy)> Blocked)
{
    /// <param name="unwanted">Entries that nothing wants, whether they are meant or not.</param>
    /// <param name="selection">What is meant. What the rest of --exclude needs stays without a word.</param>
    /// <param name="staying">Every resource that this run has finished with.</param>
    public static DeleteScope Of(IReadOnlyCollection<StateEntry> unwanted, Selection selection, IEnumerable<ResourceState> staying)
    {
        if (selection.IsAll)
        {
            return new DeleteScope([.. unwanted], []);
        }

        // The old one of a replacement that this run has made goes in any case.
        var meant = unwanted.Where(e => selection.Contains(e) || (e.Matched && e.State.Delete)).ToHashSet();
        var needed = Needed([.. staying, .. unwanted.Where(e => !meant.Contains(e)).Select(e => e.State)], meant);
        return selection.IsRest
            ? new DeleteScope([.. unwanted.Where(e => meant.Contains(e) && !needed.ContainsKey(e))], [])
            : new DeleteScope([.. unwanted.Where(meant.Contains)], [.. needed.Select(n => (n.Key, n.Value)).OrderBy(n => n.Key.Index)]);
    }

    /// <summary>Entries that something staying needs, directly or through another one.</summary>
    private static Dictionary<StateEntry, string> Needed(IReadOnlyCollection<ResourceState> staying, HashSet<StateEntry> going)
    {
        var standing = staying.Where(s => !s.Delete).Select(s => s.Urn).ToHashSet(StringComparer.Ordinal);
        var byUrn = going.Where(e => !standing.Contains(e.Urn)).ToLookup(e => e.Urn, StringComparer.Ordinal);
        var needed = new Dictionary<StateEntry, string>();
        var waiting = new Queue<ResourceState>(staying);
        while (waiting.TryDequeue(out var user))
        {
            foreach (var entry in StateIndex.DependenciesOf(user).SelectMany(urn => byUrn[urn]).Where(e => needed.TryAdd(e, user.Urn)))
            {
                waiting.Enqueue(entry.State);
            }
        }

        return needed;
    }
}
