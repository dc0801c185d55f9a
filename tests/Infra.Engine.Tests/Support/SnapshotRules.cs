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
                seen.ShouldContain(dependency, $"{state.Urn} refers to something that does not come before it");
            }

            if (!state.Delete)
            {
                live.Add(state.Urn).ShouldBeTrue($"{state.Urn} is there twice");
            }

            if (state.Custom && !Urn.IsProviderType(state.Type))
            {
                (state.Delete || providers.Contains(state.Provider)).ShouldBeTrue($"the provider of {state.Urn} does not come before it");
            }

            seen.Add(state.Urn);
            providers.Add($"{state.Urn}::{state.Id}");
        }
    }
}
