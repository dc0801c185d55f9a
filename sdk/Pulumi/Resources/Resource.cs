using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Something that the engine knows and that may have children.</summary>
public abstract class Resource
{
    private readonly string _type;
    private readonly string _name;
    private readonly ImmutableList<ResourceTransformation> _transformations = [];
    private readonly HashSet<Resource> _children = [];

    private protected Resource(
        string type, string name, bool custom, ResourceArgs args, ResourceOptions options, bool remote = false, bool dependency = false,
        RegisterPackageRequest? registerPackageRequest = null)
    {
        _type = type;
        _name = name;
        Remote = remote;
        if (dependency)
        {
            return;
        }

        ResourceNaming.Check(type, name, this);
        var deployment = Deployment.Current;
        options.Parent ??= options.Urn is null && type != WireConstants.StackType ? deployment.Stack : null;
        _transformations = [.. options.ResourceTransformations, .. options.Parent?._transformations ?? []];
        (args, options) = Transform(args, options);

        options = options.Clone();
        var parent = options.Parent;
        parent?.AddChild(this);
        options.Protect ??= parent?.Protect;
        Protect = options.Protect;
        Providers = ProviderInheritance.Resolve(this, type, custom, options);
        Provider = options.Provider;
        Version = options.Version;
        PluginDownloadUrl = options.PluginDownloadURL;
        Parent = parent;
        Aliases = [.. options.Aliases];
        deployment.ReadOrRegister(this, args, options, registerPackageRequest);
    }

    /// <summary>The name by which the engine knows the resource.</summary>
    [Output(WireConstants.UrnProperty)]
    public Output<string> Urn { get; private protected set; } = null!;

    internal Resource? Parent { get; }

    internal bool Remote { get; }

    internal bool? Protect { get; }

    internal string? Version { get; }

    internal string? PluginDownloadUrl { get; }

    internal ProviderResource? Provider { get; }

    /// <summary>The providers of the children, by package.</summary>
    internal ImmutableDictionary<string, ProviderResource> Providers { get; } = ImmutableDictionary<string, ProviderResource>.Empty;

    internal ImmutableArray<Input<Alias>> Aliases { get; } = [];

    public string GetResourceType() => _type;

    public string GetResourceName() => _name;

    internal ImmutableArray<Resource> GetChildren()
    {
        lock (_children)
        {
            return [.. _children];
        }
    }

    private void AddChild(Resource child)
    {
        lock (_children)
        {
            _children.Add(child);
        }
    }

    private (ResourceArgs Args, ResourceOptions Options) Transform(ResourceArgs args, ResourceOptions options)
    {
        var parent = options.Parent;
        foreach (var transformation in _transformations)
        {
            if (transformation(new ResourceTransformationArgs(this, args, options)) is not { } result)
            {
                continue;
            }

            if (result.Options.Parent != parent)
            {
                throw new ResourceException($"A transformation of '{_name}' ({_type}) changed its parent; transformations can't do that.", this);
            }

            (args, options) = (result.Args, result.Options);
        }

        return (args, options);
    }
}
