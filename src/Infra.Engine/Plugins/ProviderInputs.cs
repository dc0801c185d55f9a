using System.Collections.Immutable;
using Infra.Protocol.Properties;

namespace Infra.Engine.Plugins;

/// <summary>A provider resource's inputs: what is for the provider, and what is for the engine.</summary>
internal static class ProviderInputs
{
    private const string Internal = "__internal";

    /// <summary>Inputs of a default provider: the stack's configuration of that package, and how to find the plugin.</summary>
    public static PropertyMap Make(IEnumerable<KeyValuePair<string, PropertyValue>> configuration, string version, string downloadUrl)
    {
        PropertyMap inner = downloadUrl.Length > 0 ? PropertyMap.Empty.With("pluginDownloadURL", downloadUrl) : PropertyMap.Empty;
        var inputs = PropertyMap.From(configuration).With(Internal, inner);
        return version.Length > 0 ? inputs.With("version", version) : inputs;
    }

    public static string Version(PropertyMap inputs) => inputs.Find("version") is StringValue version ? version.Value : "";

    /// <summary>The plugin that the inputs of a package's provider ask for.</summary>
    public static PluginRequest Request(string package, PropertyMap inputs)
    {
        var inner = inputs.Find(Internal) is ObjectValue map ? map.Properties : PropertyMap.Empty;
        var checksums = inner.Find("pluginChecksums") is ObjectValue sums ? sums.Properties : PropertyMap.Empty;
        return new PluginRequest(package, Version(inputs).TrimStart('v'), inner.Find("pluginDownloadURL") is StringValue url ? url.Value : "")
        {
            Checksums = checksums.Where(c => c.Value is StringValue).ToImmutableSortedDictionary(c => c.Key, c => ((StringValue)c.Value).Value, StringComparer.Ordinal),
            Configured = inputs.Where(i => i.Value.Unwrap() is not NullValue and not StringValue { Value: "" }).Select(i => i.Key).ToImmutableSortedSet(StringComparer.Ordinal),
        };
    }

    /// <summary>The inputs without what is the engine's business.</summary>
    public static PropertyMap ForProvider(PropertyMap inputs) => inputs.Without(Internal);

    /// <summary>Checked inputs, with what the engine needs put back.</summary>
    public static PropertyMap Restore(PropertyMap checkedInputs, PropertyMap news)
    {
        var inputs = news.TryGetValue(Internal, out var inner) ? checkedInputs.With(Internal, inner) : checkedInputs;
        return inputs.ContainsKey("version") || !news.TryGetValue("version", out var version) ? inputs : inputs.With("version", version);
    }
}
