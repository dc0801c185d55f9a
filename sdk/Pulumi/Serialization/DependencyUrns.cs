namespace Pulumi.Serialization;

/// <summary>The URNs by which dependencies are told to the engine.</summary>
internal static class DependencyUrns
{
    /// <summary>A component stands for the resources in it: it is there when they are. A remote one is there itself, too.</summary>
    public static async Task<SortedSet<string>> ExpandAsync(IEnumerable<Resource> dependencies, Resource? of = null)
    {
        var urns = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var resource in Leaves(dependencies, of))
        {
            var urn = await resource.Urn.DataTask.ConfigureAwait(false);
            if (urn is { IsKnown: true, Value.Length: > 0 })
            {
                urns.Add(urn.Value);
            }
        }

        return urns;
    }

    /// <summary>The resources themselves, without local components but with what is in components.</summary>
    public static IReadOnlyCollection<Resource> Leaves(IEnumerable<Resource> dependencies, Resource? of = null)
    {
        var expanded = new HashSet<Resource>();
        var seen = new HashSet<Resource>();
        foreach (var dependency in dependencies)
        {
            Expand(dependency, of, expanded, seen);
        }

        return expanded;
    }

    private static void Expand(Resource resource, Resource? of, HashSet<Resource> expanded, HashSet<Resource> seen)
    {
        // To wait for oneself, or for all in a component one is part of, would take forever.
        if (!seen.Add(resource) || IsSelfOrAncestor(resource, of))
        {
            return;
        }

        if (resource is not ComponentResource { Remote: false })
        {
            expanded.Add(resource);
        }

        foreach (var child in resource is ComponentResource ? resource.GetChildren() : [])
        {
            Expand(child, of, expanded, seen);
        }
    }

    private static bool IsSelfOrAncestor(Resource resource, Resource? of)
    {
        for (var current = of; current is not null; current = current.Parent)
        {
            if (current == resource)
            {
                return true;
            }
        }

        return false;
    }
}
