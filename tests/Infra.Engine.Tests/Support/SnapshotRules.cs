using Infra.Engine.Plan;
using Infra.Engine.State;
using Infra.Engine.Urns;

namespace Infra.Engine.Tests.Support;

/// <summary>What every state must be like, whatever happened.</summary>
internal static class SnapshotRules
{
    public static void Check(Snapshot snapshot)
    {
        var seen = new HashSet<string>();
        var live = new HashSet<string>();
        var providers = new HashSet<string>();
        foreach (var state in snapshot.Resources)
        {
            foreach (var dependency in StateIndex.DependenciesOf(state).Where(d => !state.Delete || d != state.Urn))
            {
                Hold(seen.Contains(dependency), state, "refers to something that does not come before it");
            }

            Hold(state.Delete || live.Add(state.Urn), state, "is there twice");
            Hold(!state.Custom || Urn.IsProviderType(state.Type) || state.Delete || providers.Contains(state.Provider), state, "has a provider that does not come before it");

            seen.Add(state.Urn);
            if (Urn.IsProviderType(state.Type))
            {
                providers.Add($"{state.Urn}::{state.Id}");
            }
        }
    }

    private static void Hold(bool rule, ResourceState state, string otherwise)
    {
        if (!rule)
        {
            throw new ShouldAssertException($"{state.Urn} {otherwise}");
        }
    }
}
