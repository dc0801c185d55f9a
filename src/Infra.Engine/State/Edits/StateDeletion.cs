using System.Collections.Immutable;
using Infra.Engine.Diagnostics;
using Infra.Engine.Plan;
using Infra.Engine.Urns;

namespace Infra.Engine.State.Edits;

/// <summary>Takes resources out of a state; the real things stay as they are.</summary>
public static class StateDeletion
{
    /// <summary>The state without the given resources, and those taken out, in the state's order.</summary>
    /// <param name="snapshot">The state.</param>
    /// <param name="condemned">Resources of it.</param>
    /// <param name="targetDependents">Take out what depends on them as well; otherwise that refuses.</param>
    /// <param name="force">Take out protected ones.</param>
    /// <exception cref="InfraException">INF2012: something depends on one of them, or one is protected.</exception>
    public static (Snapshot Snapshot, ImmutableArray<ResourceState> Removed) Remove(
        Snapshot snapshot, IEnumerable<ResourceState> condemned, bool targetDependents, bool force)
    {
        var going = new HashSet<ResourceState>(condemned, ReferenceEqualityComparer.Instance);
        var dependents = Dependents(snapshot, going);
        if (dependents.Count > 0 && !targetDependents)
        {
            throw Refused(
                "Other resources depend on it", going, dependents, "are in the state and depend on what is to be deleted",
                "Delete those first, or all of them with --target-dependents.");
        }

        going.UnionWith(dependents);
        ResourceState[] guarded = force ? [] : [.. snapshot.Resources.Where(r => r.Protect && going.Contains(r))];
        return guarded.Length == 0
            ? (snapshot with { Resources = [.. snapshot.Resources.Where(r => !going.Contains(r))] }, [.. snapshot.Resources.Where(going.Contains)])
            : throw Refused("It is protected", going, guarded, guarded.Length == 1 ? "is protected" : "are protected", "Unprotect with `infra state unprotect`, or delete with --force.");
    }

    private static List<ResourceState> Dependents(Snapshot snapshot, HashSet<ResourceState> condemned)
    {
        var gone = new HashSet<string>(StringComparer.Ordinal);
        var found = new List<ResourceState>();
        var replaced = snapshot.Resources.Where(r => !r.Delete && !condemned.Contains(r)).Select(r => r.Urn).ToHashSet(StringComparer.Ordinal);
        // The order of a state is topological, so one pass finds what depends on dependents too.
        foreach (var resource in snapshot.Resources)
        {
            var depends = gone.Contains(resource.Provider) || StateIndex.DependenciesOf(resource).Any(gone.Contains);
            if (!condemned.Contains(resource))
            {
                if (!depends)
                {
                    continue;
                }

                found.Add(resource);
            }

            gone.Add($"{resource.Urn}::{resource.Id}");
            // What refers to the URN of a replaced resource means its replacement.
            if (!resource.Delete || !replaced.Contains(resource.Urn))
            {
                gone.Add(resource.Urn);
            }
        }

        return found;
    }

    private static InfraException Refused(string why, HashSet<ResourceState> going, IReadOnlyCollection<ResourceState> obstacles, string what, string help) => new(
        DiagnosticCodes.EditRefused, going.Count == 1 ? $"The resource cannot be deleted from the state: {char.ToLowerInvariant(why[0])}{why[1..]}" : "The resources cannot be deleted from the state",
        $"These {what}:\n{string.Join('\n', obstacles.Select(r => $"  * {Urn.Describe(r.Urn)}: {r.Urn}"))}", help);
}
