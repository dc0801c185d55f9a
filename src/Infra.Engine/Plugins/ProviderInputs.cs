using System.Collections.Immutable;
using Infra.Protocol.Properties;

namespace Infra.Engine.Plugins;

/// <summary>A provider resource's inputs: what is for the provider, and what is for the engine.</summary>
internal static class ProviderInputs
{
    private const string Internal = "__internal";
    private const string DownloadUrl = "pluginDownloadURL";
    private const string Checksums = "pluginChecksums";

    /// <summary>Inputs of a default provider: the stack's configuration of that package, and how to find the plugin.</summary>
    public static PropertyMap Make(IEnumerable<KeyValuePair<string, PropertyValue>> configuration, PluginRequest request) =>
        WithPlugin(PropertyMap.From(configuration).With(Internal, PropertyMap.Empty), request);

    /// <summary>The inputs with how to find the plugin; what the request leaves open stays as it is.</summary>
    public static PropertyMap WithPlugin(PropertyMap inputs, PluginRequest request)
    {
        var inner = inputs.Find(Internal) is ObjectValue map ? map.Properties : PropertyMap.Empty;
        inner = request.DownloadUrl.Length > 0 ? inner.With(DownloadUrl, request.DownloadUrl) : inner;
        inner = request.Checksums.Count > 0
            ? inner.With(Checksums, PropertyMap.From(request.Checksums.Select(c => KeyValuePair.Create(c.Key, (PropertyValue)c.Value))))
            : inner;
        inputs = inner.Count > 0 ? inputs.With(Internal, inner) : inputs;
        return request.Version.Length > 0 ? inputs.With("version", request.Version) : inputs;
    }

    public static string Version(PropertyMap inputs) => inputs.Find("version") is StringValue version ? version.Value : "";

    /// <summary>The plugin that the inputs of a package's provider ask for.</summary>
    public static PluginRequest Request(string package, PropertyMap inputs)
    {
        // Older engines had no such object: theirs is beside the provider's own inputs.
        var inner = inputs.Find(Internal) is ObjectValue map ? map.Properties : inputs;
        var checksums = inner.Find(Checksums) is ObjectValue sums ? sums.Properties : PropertyMap.Empty;
        return new PluginRequest(package, Version(inputs).TrimStart('v'), inner.Find(DownloadUrl) is StringValue url ? url.Value : "")
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
