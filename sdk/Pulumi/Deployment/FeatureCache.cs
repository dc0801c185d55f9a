using System.Collections.Concurrent;

namespace Pulumi;

/// <summary>What the engine can do; asked once a feature.</summary>
internal sealed class FeatureCache(IMonitor monitor)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<bool>>> _features = new(StringComparer.Ordinal);

    public Task<bool> SupportsAsync(string feature) =>
        _features.GetOrAdd(feature, name => new Lazy<Task<bool>>(() => monitor.SupportsFeatureAsync(name))).Value;

    /// <summary>Fails with the option's name unless the engine has the feature.</summary>
    public async Task RequireAsync(string feature, string option)
    {
        if (!await SupportsAsync(feature).ConfigureAwait(false))
        {
            throw new InvalidOperationException($"The engine does not support {option} (feature '{feature}'); update it or do without.");
        }
    }
}
