namespace Pulumi;

/// <summary>How a resource is managed, apart from its inputs.</summary>
public abstract class ResourceOptions
{
    private InputList<Resource>? _dependsOn;
    private InputList<Resource>? _replaceWith;
    private List<string>? _ignoreChanges;
    private List<string>? _replaceOnChanges;
    private List<string>? _hideDiffs;
    private List<Input<Alias>>? _aliases;
    private List<ResourceTransformation>? _transformations;
    private List<ResourceTransform>? _transforms;

    private protected ResourceOptions()
    {
    }

    /// <summary>Read this existing resource instead of managing one.</summary>
    public Input<string>? Id { get; set; }

    public Resource? Parent { get; set; }

    public InputList<Resource> DependsOn
    {
        get => _dependsOn ??= [];
        set => _dependsOn = value;
    }

    public bool? Protect { get; set; }

    public List<string> IgnoreChanges
    {
        get => _ignoreChanges ??= [];
        set => _ignoreChanges = value;
    }

    /// <summary>The version of the provider plugin.</summary>
    public string? Version { get; set; }

    public ProviderResource? Provider { get; set; }

    public CustomTimeouts? CustomTimeouts { get; set; }

    public List<ResourceTransformation> ResourceTransformations
    {
        get => _transformations ??= [];
        set => _transformations = value;
    }

    public List<ResourceTransform> ResourceTransforms
    {
        get => _transforms ??= [];
        set => _transforms = value;
    }

    public List<Input<Alias>> Aliases
    {
        get => _aliases ??= [];
        set => _aliases = value;
    }

    /// <summary>Take the outputs of this resource of the engine instead of registering one.</summary>
    public string? Urn { get; set; }

    public List<string> ReplaceOnChanges
    {
        get => _replaceOnChanges ??= [];
        set => _replaceOnChanges = value;
    }

    /// <summary>Where the provider plugin comes from.</summary>
    public string? PluginDownloadURL { get; set; }

    public bool? RetainOnDelete { get; set; }

    /// <summary>Deleting that resource deletes this one, too: no delete is sent.</summary>
    public Resource? DeletedWith { get; set; }

    /// <summary>Replacing one of these replaces this one, too.</summary>
    public InputList<Resource> ReplaceWith
    {
        get => _replaceWith ??= [];
        set => _replaceWith = value;
    }

    public List<string> HideDiffs
    {
        get => _hideDiffs ??= [];
        set => _hideDiffs = value;
    }

    /// <summary>A change of this value replaces the resource.</summary>
    public Input<object>? ReplacementTrigger { get; set; }

    internal bool HasDependsOn => _dependsOn is not null;

    internal bool HasReplaceWith => _replaceWith is not null;

    internal ResourceOptions Clone() => this switch
    {
        CustomResourceOptions custom => CustomResourceOptions.Merge(custom, null),
        ComponentResourceOptions component => ComponentResourceOptions.Merge(component, null),
        _ => throw new InvalidOperationException($"{GetType()} are not options of a resource."),
    };

    /// <summary>Makes these options those of both: of single values the second's wins, lists are joined.</summary>
    private protected void MergeFrom(ResourceOptions? first, ResourceOptions? second)
    {
        foreach (var options in new[] { first, second })
        {
            if (options is not null)
            {
                Add(options);
            }
        }
    }

    private void Add(ResourceOptions other)
    {
        Id = other.Id ?? Id;
        Parent = other.Parent ?? Parent;
        Protect = other.Protect ?? Protect;
        Version = other.Version ?? Version;
        Provider = other.Provider ?? Provider;
        CustomTimeouts = other.CustomTimeouts ?? CustomTimeouts;
        Urn = other.Urn ?? Urn;
        PluginDownloadURL = other.PluginDownloadURL ?? PluginDownloadURL;
        RetainOnDelete = other.RetainOnDelete ?? RetainOnDelete;
        DeletedWith = other.DeletedWith ?? DeletedWith;
        ReplacementTrigger = other.ReplacementTrigger ?? ReplacementTrigger;
        _dependsOn = Join(_dependsOn, other._dependsOn);
        _replaceWith = Join(_replaceWith, other._replaceWith);
        _ignoreChanges = Join(_ignoreChanges, other._ignoreChanges);
        _replaceOnChanges = Join(_replaceOnChanges, other._replaceOnChanges);
        _hideDiffs = Join(_hideDiffs, other._hideDiffs);
        _aliases = Join(_aliases, other._aliases);
        _transformations = Join(_transformations, other._transformations);
        _transforms = Join(_transforms, other._transforms);
    }

    private static List<T>? Join<T>(List<T>? first, List<T>? second) => second is null ? first : [.. first ?? [], .. second];

    private static InputList<Resource>? Join(InputList<Resource>? first, InputList<Resource>? second) =>
        second is null ? first : (first ?? []).Concat(second);
}
