using Feature = Pulumirpc.DeploymentInfo.Types.Feature;

namespace Infra.Engine.Program;

/// <summary>What a program's SDK may count on; it decides what it sends. Neither more nor less than this engine does.</summary>
internal static class MonitorFeatures
{
    private static readonly Dictionary<string, Feature> _features = new(StringComparer.Ordinal)
    {
        ["secrets"] = Feature.Secrets,
        ["resourceReferences"] = Feature.ResourceReferences,
        ["outputValues"] = Feature.OutputValues,
        ["aliasSpecs"] = Feature.AliasSpecs,
        ["replacementTrigger"] = Feature.ReplacementTrigger,
        ["deletedWith"] = Feature.DeletedWith,
        ["replaceWith"] = Feature.ReplaceWith,
    };

    public static IEnumerable<Feature> All => _features.Keys.Where(Has).Select(id => _features[id]);

    /// <param name="id">As SDKs ask for it; one that nobody has heard of is not supported.</param>
    public static bool Has(string id) => _features.ContainsKey(id) && id switch
    {
        "resourceReferences" => !IsSet("PULUMI_DISABLE_RESOURCE_REFERENCES"),
        "outputValues" => !IsSet("PULUMI_DISABLE_OUTPUT_VALUES"),
        _ => true,
    };

    private static bool IsSet(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { } value && (value is "1" || string.Equals(value, "true", StringComparison.OrdinalIgnoreCase));
}
