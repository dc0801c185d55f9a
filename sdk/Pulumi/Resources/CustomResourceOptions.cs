namespace Pulumi;

/// <summary>How a resource of a provider is managed.</summary>
public sealed class CustomResourceOptions : ResourceOptions
{
    private List<string>? _additionalSecretOutputs;
    private Dictionary<string, string>? _envVarMappings;

    public bool? DeleteBeforeReplace { get; set; }

    public List<string> AdditionalSecretOutputs
    {
        get => _additionalSecretOutputs ??= [];
        set => _additionalSecretOutputs = value;
    }

    /// <summary>The provider's id of an existing resource to take over.</summary>
    public string? ImportId { get; set; }

    /// <summary>For provider resources: environment variables under other names.</summary>
    public Dictionary<string, string> EnvVarMappings
    {
        get => _envVarMappings ??= [];
        set => _envVarMappings = value;
    }

    /// <summary>New options of both: of single values the second's wins, lists are joined.</summary>
    public static CustomResourceOptions Merge(CustomResourceOptions? options1, CustomResourceOptions? options2)
    {
        var merged = new CustomResourceOptions
        {
            DeleteBeforeReplace = options2?.DeleteBeforeReplace ?? options1?.DeleteBeforeReplace,
            ImportId = options2?.ImportId ?? options1?.ImportId,
            AdditionalSecretOutputs = [.. options1?._additionalSecretOutputs ?? [], .. options2?._additionalSecretOutputs ?? []],
        };
        foreach (var (name, value) in (options1?._envVarMappings ?? []).Concat(options2?._envVarMappings ?? []))
        {
            merged.EnvVarMappings[name] = value;
        }

        merged.MergeFrom(options1, options2);
        return merged;
    }
}
