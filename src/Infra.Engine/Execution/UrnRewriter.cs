using System.Collections.Immutable;
using Infra.Engine.State;
using Infra.Engine.Urns;

namespace Infra.Engine.Execution;

/// <summary>Carries a rename into the resources that refer to it, and into the URNs of its children.</summary>
internal static class UrnRewriter
{
    public static IEnumerable<ResourceState> Rewrite(IEnumerable<ResourceState> states, IReadOnlyDictionary<string, string> renamed)
    {
        var names = new Dictionary<string, string>(renamed, StringComparer.Ordinal);
        foreach (var state in states)
        {
            var urn = names.GetValueOrDefault(state.Urn) ?? Child(state, names);
            if (urn != state.Urn)
            {
                names[state.Urn] = urn;
            }

            yield return state with
            {
                Urn = urn,
                Parent = New(state.Parent),
                DeletedWith = New(state.DeletedWith),
                Dependencies = All(state.Dependencies),
                ReplaceWith = All(state.ReplaceWith),
                PropertyDependencies = state.PropertyDependencies.ToImmutableSortedDictionary(p => p.Key, p => All(p.Value), StringComparer.Ordinal),
                Provider = ProviderReference.Parse(state.Provider) is { } provider ? new ProviderReference(New(provider.Urn), provider.Id).ToString() : "",
            };
        }

        string New(string urn) => names.GetValueOrDefault(urn, urn);

        ImmutableArray<string> All(ImmutableArray<string> urns) => urns.IsDefaultOrEmpty ? [] : [.. urns.Select(New)];
    }

    private static string Child(ResourceState state, Dictionary<string, string> names) =>
        names.TryGetValue(state.Parent, out var parent)
            ? Urn.Create(Urn.Stack(state.Urn), Urn.Project(state.Urn), parent, Urn.Type(state.Urn), Urn.Name(state.Urn))
            : state.Urn;
}
