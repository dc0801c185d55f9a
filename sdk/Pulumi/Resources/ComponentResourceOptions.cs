namespace Pulumi;

/// <summary>How a component is managed.</summary>
public sealed class ComponentResourceOptions : ResourceOptions
{
    private List<ProviderResource>? _providers;

    /// <summary>The providers of the component's children, one a package.</summary>
    public List<ProviderResource> Providers
    {
        get => _providers ??= [];
        set => _providers = value;
    }

    /// <summary>New options of both: of single values the second's wins, lists are joined.</summary>
    public static ComponentResourceOptions Merge(ComponentResourceOptions? options1, ComponentResourceOptions? options2)
    {
        var merged = new ComponentResourceOptions { Providers = [.. options1?._providers ?? [], .. options2?._providers ?? []] };
        merged.MergeFrom(options1, options2);
        return merged;
    }
}
