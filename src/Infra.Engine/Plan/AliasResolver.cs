using Infra.Engine.Urns;

namespace Infra.Engine.Plan;

/// <summary>The URNs a resource may have had before, in the order they are tried.</summary>
public sealed class AliasResolver(string stack, string project)
{
    /// <param name="goal">The resource.</param>
    /// <param name="parentWas">The URN under which the parent was found in the state, if that is another one than today's.</param>
    /// <param name="oldUrnOf">The URN under which a resource of this run was found in the state.</param>
    public IEnumerable<string> Candidates(Goal goal, string? parentWas, Func<string, string> oldUrnOf)
    {
        foreach (var alias in goal.Aliases)
        {
            yield return alias.Urn.Length > 0 ? alias.Urn : Resolve(goal, alias, oldUrnOf);
        }

        if (parentWas is null)
        {
            yield break;
        }

        yield return Inherit(goal, parentWas, goal.Type, goal.Name);
        foreach (var alias in goal.Aliases)
        {
            var (type, name) = alias.Urn.Length > 0
                ? (Urn.Type(alias.Urn), Urn.Name(alias.Urn))
                : (Or(alias.Type, goal.Type), Or(alias.Name, goal.Name));
            yield return Inherit(goal, parentWas, type, name);
        }
    }

    private string Resolve(Goal goal, Alias alias, Func<string, string> oldUrnOf)
    {
        var parent = alias.NoParent ? "" : Or(alias.ParentUrn, goal.Parent);
        return Urn.Create(
            Or(alias.Stack, stack),
            Or(alias.Project, project),
            parent.Length == 0 ? "" : oldUrnOf(parent),
            Or(alias.Type, goal.Type),
            Or(alias.Name, goal.Name));
    }

    /// <summary>The child below its parent's old URN; a name that begins with the parent's begins with the old one.</summary>
    private string Inherit(Goal goal, string parentWas, string type, string name)
    {
        var parentName = Urn.Name(goal.Parent);
        var oldName = name.StartsWith(parentName, StringComparison.Ordinal) ? Urn.Name(parentWas) + name[parentName.Length..] : name;
        return Urn.Create(stack, project, parentWas, type, oldName);
    }

    private static string Or(string value, string otherwise) => value.Length > 0 ? value : otherwise;
}
