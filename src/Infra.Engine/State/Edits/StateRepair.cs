using System.Collections.Immutable;
using Infra.Engine.Diagnostics;
using Infra.Engine.Plan;
using Infra.Engine.Urns;

namespace Infra.Engine.State.Edits;

/// <summary>Mends a state that is not valid: puts what is referred to before what refers to it, and drops references to nothing.</summary>
public static class StateRepair
{
    /// <summary>The mended state, and what was done in words; nothing if it was valid.</summary>
    /// <exception cref="InfraException">INF2013: what is wrong cannot be mended.</exception>
    public static (Snapshot Snapshot, ImmutableArray<string> Report) Repair(Snapshot snapshot)
    {
        if (SnapshotIntegrity.Verify(snapshot) is null)
        {
            return (snapshot, []);
        }

        var report = ImmutableArray.CreateBuilder<string>();
        var mended = snapshot with { Resources = [.. Prune(Sort(snapshot.Resources, report), report)] };
        return SnapshotIntegrity.Verify(mended) is { } problem ? throw Beyond($"{problem}.") : (mended, report.ToImmutable());
    }

    /// <summary>Depth first, dependencies before dependents, otherwise in the order they were in.</summary>
    private static List<ResourceState> Sort(ImmutableArray<ResourceState> resources, ImmutableArray<string>.Builder report)
    {
        var live = resources.Where(r => !r.Delete).ToLookup(r => r.Urn, StringComparer.Ordinal);
        var replaced = resources.Where(r => r.Delete).ToLookup(r => r.Urn, StringComparer.Ordinal);
        var sorted = new List<ResourceState>(resources.Length);
        var done = new HashSet<ResourceState>(ReferenceEqualityComparer.Instance);
        var path = new Stack<(ResourceState Resource, IEnumerator<ResourceState> Needs)>();
        var onPath = new HashSet<ResourceState>(ReferenceEqualityComparer.Instance);
        foreach (var root in resources)
        {
            Enter(root);
            while (path.TryPeek(out var top))
            {
                if (top.Needs.MoveNext())
                {
                    Enter(top.Needs.Current);
                    continue;
                }

                path.Pop();
                onPath.Remove(top.Resource);
                done.Add(top.Resource);
                sorted.Add(top.Resource);
                if (!ReferenceEquals(top.Resource, root))
                {
                    report.Add($"put {top.Resource.Urn} before {root.Urn}, which needs it");
                }
            }
        }

        return sorted;

        void Enter(ResourceState resource)
        {
            if (done.Contains(resource))
            {
                return;
            }

            if (!onPath.Add(resource))
            {
                throw Beyond($"These need each other in a circle:\n{string.Join('\n', path.Select(p => p.Resource.Urn).TakeWhile(urn => urn != resource.Urn).Append(resource.Urn).Select(urn => $"  * {urn}"))}");
            }

            path.Push((resource, Needed(resource).GetEnumerator()));
        }

        // What waits to be deleted refers to what there was before, the others to what is in use.
        IEnumerable<ResourceState> Needed(ResourceState resource) => StateIndex.DependenciesOf(resource)
            .Select(urn => Provider(resource, urn) ?? (resource.Delete ? replaced[urn].Concat(live[urn]) : live[urn].Concat(replaced[urn])).FirstOrDefault(r => !ReferenceEquals(r, resource)))
            .OfType<ResourceState>();

        ResourceState? Provider(ResourceState resource, string urn) =>
            ProviderReference.Parse(resource.Provider) is { } provider && provider.Urn == urn ? live[urn].Concat(replaced[urn]).FirstOrDefault(r => r.Id == provider.Id) : null;
    }

    private static IEnumerable<ResourceState> Prune(List<ResourceState> resources, ImmutableArray<string>.Builder report)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var resource in resources)
        {
            foreach (var missing in StateIndex.DependenciesExceptProvider(resource).Where(urn => !names.ContainsKey(urn)).Distinct(StringComparer.Ordinal))
            {
                report.Add(missing == resource.Parent ? $"take the parent {missing}, which is not there, from {resource.Urn}" : $"drop the dependency of {resource.Urn} on {missing}, which is not there");
            }

            var pruned = UrnReferences.Map(resource, names.GetValueOrDefault);
            var urn = pruned.Parent == resource.Parent ? resource.Urn : Urn.Create(Urn.Stack(resource.Urn), Urn.Project(resource.Urn), pruned.Parent, Urn.Type(resource.Urn), Urn.Name(resource.Urn));
            if (urn != resource.Urn)
            {
                report.Add($"call {resource.Urn} {urn}, as its parent is not what it was");
            }

            names[resource.Urn] = urn;
            yield return pruned with { Urn = urn };
        }
    }

    private static InfraException Beyond(string detail) => new(
        DiagnosticCodes.StateBeyondRepair, "The state cannot be mended automatically", $"{detail} Nothing was changed.",
        "Take a state from before: the .bak beside it, one under .pulumi/backups, or\n    infra stack export --version <n>\nand put it back with\n    infra stack import --file <file>");
}
