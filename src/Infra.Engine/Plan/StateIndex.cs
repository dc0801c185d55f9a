using Infra.Engine.State;
using Infra.Engine.Urns;

namespace Infra.Engine.Plan;

/// <summary>The old state by URN and, once somebody asks, by what it depends on.</summary>
public sealed class StateIndex
{
    private readonly Dictionary<string, StateEntry> _live = new(StringComparer.Ordinal);
    private readonly Lazy<ILookup<string, StateEntry>> _dependents;
    private readonly Lazy<ILookup<string, StateEntry>> _providers;

    public StateIndex(IReadOnlyList<StateEntry> entries)
    {
        Entries = entries;
        foreach (var entry in entries.Where(e => !e.State.Delete))
        {
            _live[entry.Urn] = entry;
        }

        _dependents = new(() => entries
            .SelectMany(e => DependenciesOf(e.State).Select(urn => (urn, e)))
            .ToLookup(pair => pair.urn, pair => pair.e, StringComparer.Ordinal));
        _providers = new(() => entries.Where(e => Urn.IsProviderType(e.State.Type)).ToLookup(e => e.Urn, StringComparer.Ordinal));
    }

    public IReadOnlyList<StateEntry> Entries { get; }

    /// <summary>The entry that is not waiting to be deleted; null if there is none, or it is gone.</summary>
    public StateEntry? Find(string urn) => _live.GetValueOrDefault(urn) is { Done: false } entry ? entry : null;

    /// <summary>The provider resource of that reference as the state has it, whatever became of it; null if there is none.</summary>
    public ResourceState? Provider(ProviderReference reference) => _providers.Value[reference.Urn].Select(e => e.State).FirstOrDefault(s => s.Id == reference.Id);

    /// <summary>Entries that refer to the URN in any way.</summary>
    public IEnumerable<StateEntry> DependentsOf(string urn) => _dependents.Value[urn].Where(e => !e.Done);

    /// <summary>Every URN a resource refers to, each once.</summary>
    public static IEnumerable<string> DependenciesOf(ResourceState state)
    {
        var provider = ProviderReference.UrnOf(state.Provider);
        return DependenciesExceptProvider(state).Append(provider).Where(urn => urn.Length > 0).Distinct(StringComparer.Ordinal);
    }

    /// <summary>Every URN a resource refers to but its provider's, some perhaps twice.</summary>
    public static IEnumerable<string> DependenciesExceptProvider(ResourceState state) =>
        References.Of(state.Dependencies, state.PropertyDependencies, state.ReplaceWith, state.Parent, state.DeletedWith);
}
