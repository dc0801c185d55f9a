using Wire = Pulumirpc.Alias;

namespace Pulumi;

/// <summary>Tells the engine by which names a resource used to be known.</summary>
internal static class AliasResolver
{
    public static bool HasAliases(Resource resource)
    {
        for (var current = resource; current is not null; current = current.Parent)
        {
            if (!current.Aliases.IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The resource's own aliases; those that follow from its ancestors' the engine works out.</summary>
    public static async Task<IReadOnlyList<Wire>> ToSpecsAsync(Resource resource)
    {
        var specs = new List<Wire>();
        foreach (var input in resource.Aliases)
        {
            if (await input.ToOutput().DataTask.ConfigureAwait(false) is { IsKnown: true, Value: { } alias })
            {
                specs.Add(await ToSpecAsync(alias).ConfigureAwait(false));
            }
        }

        return specs;
    }

    /// <summary>All former URNs of the resource, for engines that can't work them out.</summary>
    public static async Task<IReadOnlyList<string>> ToUrnsAsync(Resource resource)
    {
        var (name, type, parent) = (resource.GetResourceName(), resource.GetResourceType(), resource.Parent);
        var former = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var input in resource.Aliases)
        {
            if (await input.ToOutput().DataTask.ConfigureAwait(false) is { IsKnown: true, Value: { } alias })
            {
                former.Add(await ToUrnAsync(alias, name, type, parent).ConfigureAwait(false));
            }
        }

        foreach (var parentUrn in parent is null ? [] : await ToUrnsAsync(parent).ConfigureAwait(false))
        {
            former.Add(await TextAsync(Urn.Create(ChildName(name, parent!, parentUrn), type, parentUrn: parentUrn)).ConfigureAwait(false));
            foreach (var input in resource.Aliases)
            {
                var alias = (await input.ToOutput().DataTask.ConfigureAwait(false)).Value;
                if (alias is { Urn: null, Parent: null, ParentUrn: null, NoParent: false })
                {
                    former.Add(await TextAsync(Urn.Create(alias.Name ?? name, alias.Type ?? type, parentUrn: parentUrn, project: alias.Project, stack: alias.Stack)).ConfigureAwait(false));
                }
            }
        }

        return [.. former];
    }

    /// <summary>Children are often named after their parent and were then renamed with it.</summary>
    private static string ChildName(string name, Resource parent, string parentUrn) => name.StartsWith(parent.GetResourceName(), StringComparison.Ordinal)
        ? UrnText.NameOf(parentUrn) + name[parent.GetResourceName().Length..]
        : name;

    private static Task<string> ToUrnAsync(Alias alias, string name, string type, Resource? parent)
    {
        if (alias.Urn is { } urn)
        {
            return Task.FromResult(urn);
        }

        var formerParent = alias.NoParent || alias.ParentUrn is not null ? null : alias.Parent ?? parent;
        return TextAsync(Urn.Create(alias.Name ?? name, alias.Type ?? type, formerParent, alias.ParentUrn, alias.Project, alias.Stack));
    }

    private static async Task<Wire> ToSpecAsync(Alias alias)
    {
        if (alias.Urn is { } urn)
        {
            return new Wire { Urn = urn };
        }

        var spec = new Wire.Types.Spec
        {
            Name = await TextAsync(alias.Name).ConfigureAwait(false),
            Type = await TextAsync(alias.Type).ConfigureAwait(false),
            Stack = await TextAsync(alias.Stack).ConfigureAwait(false),
            Project = await TextAsync(alias.Project).ConfigureAwait(false),
        };
        if (alias.NoParent)
        {
            spec.NoParent = true;
        }
        else if (alias.Parent is not null || alias.ParentUrn is not null)
        {
            spec.ParentUrn = await TextAsync(alias.Parent?.Urn ?? alias.ParentUrn!.ToOutput()).ConfigureAwait(false);
        }

        return new Wire { Spec = spec };
    }

    private static async Task<string> TextAsync(Output<string> output) => (await output.DataTask.ConfigureAwait(false)).Value ?? "";

    private static Task<string> TextAsync(Input<string>? input) => input is null ? Task.FromResult("") : TextAsync(input.ToOutput());
}
