using Infra.Engine.State;

namespace Infra.Engine.Plan;

/// <summary>Which deletions must wait for which: what depends on a thing goes before it.</summary>
public static class DeleteOrder
{
    /// <summary>For each step (by its place in the list) the steps it must wait for.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Waits(IReadOnlyList<Step> steps)
    {
        var byUrn = steps.Select((step, i) => (step.Old!.Urn, i)).ToLookup(p => p.Urn, p => p.i, StringComparer.Ordinal);
        var children = steps.Select((step, i) => (step.Old!.State.Parent, i)).Where(p => p.Parent.Length > 0)
            .ToLookup(p => p.Parent, p => p.i, StringComparer.Ordinal);
        var waits = steps.Select(_ => new List<int>()).ToArray();
        for (var i = 0; i < steps.Count; i++)
        {
            var dependent = steps[i].Old!;
            foreach (var target in StateIndex.DependenciesOf(dependent.State).SelectMany(urn => Targets(urn, dependent.State)).Distinct())
            {
                // A resource depends only on earlier ones, so the waits cannot form a circle, whatever the state says.
                if (steps[target].Old!.Index < dependent.Index)
                {
                    waits[target].Add(i);
                }
            }
        }

        return waits;

        IEnumerable<int> Targets(string urn, ResourceState dependent) => byUrn[urn]
            .SelectMany(target => steps[target].Old!.State.Custom || dependent.Parent == urn ? [target] : Inside(urn).Prepend(target));

        // To depend on a component is to depend on what it is made of.
        IEnumerable<int> Inside(string component) => children[component]
            .SelectMany(child => steps[child].Old!.State.Custom ? [child] : Inside(steps[child].Old!.Urn).Prepend(child));
    }
}
