using Infra.Engine.State.Edits;
using Infra.Engine.Urns;

namespace Infra.Engine.State;

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

            yield return UrnReferences.Map(state with { Urn = urn }, old => names.GetValueOrDefault(old, old));
        }
    }

    private static string Child(ResourceState state, Dictionary<string, string> names) =>
        names.TryGetValue(state.Parent, out var parent)
            ? Urn.Create(Urn.Stack(state.Urn), Urn.Project(state.Urn), parent, Urn.Type(state.Urn), Urn.Name(state.Urn))
            : state.Urn;
}
