using System.Collections.Immutable;
using Infra.Engine.State;
using Infra.Engine.Urns;

namespace Infra.Engine.Plan;

/// <summary>What an earlier run replaced and did not come to delete.</summary>
internal static class PendingDeletes
{
    /// <summary>Those that are meant and that nothing staying in the state refers to, in the order of the state.</summary>
    public static ImmutableArray<StateEntry> Free(IReadOnlyCollection<StateEntry> entries, Selection selection)
    {
        var free = entries.Where(e => e.State.Delete && selection.Contains(e)).ToHashSet();
        if (free.Count == 0)
        {
            return [];
        }

        var live = entries.Where(e => !e.State.Delete).Select(e => e.Urn).ToHashSet(StringComparer.Ordinal);
        var only = free.Where(e => !live.Contains(e.Urn)).ToLookup(e => e.Urn, StringComparer.Ordinal);
        var providers = free.Where(e => Urn.IsProviderType(e.State.Type)).ToLookup(e => new ProviderReference(e.Urn, e.State.Id).ToString(), StringComparer.Ordinal);
        var staying = new Queue<ResourceState>(entries.Where(e => !free.Contains(e)).Select(e => e.State));
        while (staying.TryDequeue(out var user))
        {
            foreach (var needed in providers[user.Provider].Concat(StateIndex.DependenciesOf(user).SelectMany(urn => only[urn])).Where(free.Remove))
            {
                staying.Enqueue(needed.State);
            }
        }

        return [.. entries.Where(free.Contains)];
    }
}
