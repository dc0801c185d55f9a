using System.Collections.Immutable;

namespace Infra.Engine.Plan;

/// <summary>The URNs by which a resource refers to others but its provider. Asked for several times a resource, so without the detours of LINQ.</summary>
internal static class References
{
    /// <summary>Some perhaps more than once; none is "".</summary>
    public static IEnumerable<string> Of(
        ImmutableArray<string> dependencies, ImmutableSortedDictionary<string, ImmutableArray<string>> propertyDependencies, ImmutableArray<string> replaceWith, string parent, string deletedWith)
    {
        foreach (var urn in dependencies)
        {
            yield return urn;
        }

        if (!propertyDependencies.IsEmpty)
        {
            foreach (var urn in propertyDependencies.Values.Where(urns => !urns.IsDefault).SelectMany(urns => urns))
            {
                yield return urn;
            }
        }

        foreach (var urn in replaceWith)
        {
            yield return urn;
        }

        if (parent.Length > 0)
        {
            yield return parent;
        }

        if (deletedWith.Length > 0)
        {
            yield return deletedWith;
        }
    }
}
