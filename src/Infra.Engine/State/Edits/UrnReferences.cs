using System.Collections.Immutable;
using Infra.Engine.Urns;

namespace Infra.Engine.State.Edits;

/// <summary>What a resource refers to by URN: parent, dependencies of every kind, provider.</summary>
internal static class UrnReferences
{
    /// <summary>The resource with every reference carried over; null drops one. A provider's is never dropped, as nothing can do without.</summary>
    public static ResourceState Map(ResourceState state, Func<string, string?> to)
    {
        return state with
        {
            Parent = One(state.Parent),
            DeletedWith = One(state.DeletedWith),
            Dependencies = All(state.Dependencies),
            ReplaceWith = All(state.ReplaceWith),
            PropertyDependencies = state.PropertyDependencies.ToImmutableSortedDictionary(p => p.Key, p => All(p.Value), StringComparer.Ordinal),
            Provider = ProviderReference.Parse(state.Provider) is { } provider ? (provider with { Urn = to(provider.Urn) ?? provider.Urn }).ToString() : state.Provider,
        };

        string One(string urn) => urn.Length == 0 ? "" : to(urn) ?? "";

        ImmutableArray<string> All(ImmutableArray<string> urns) => urns.IsDefaultOrEmpty ? [] : [.. urns.Select(to).OfType<string>()];
    }
}
