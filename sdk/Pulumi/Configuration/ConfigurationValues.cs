using System.Text.Json;

namespace Pulumi;

/// <summary>All configuration of the stack, by full key, read when the program first asks: many never do.</summary>
/// <param name="configJson">PULUMI_CONFIG, as the engine sets it.</param>
/// <param name="secretKeysJson">PULUMI_CONFIG_SECRET_KEYS.</param>
internal sealed class ConfigurationValues(string? configJson, string? secretKeysJson)
{
    private readonly Lazy<IReadOnlyDictionary<string, string>> _values = new(() => ReadValues(configJson));
    private readonly Lazy<IReadOnlySet<string>> _secretKeys = new(() => ReadKeys(secretKeysJson));

    public static ConfigurationValues Empty { get; } = new(null, null);

    public string? Get(string fullKey) => _values.Value.GetValueOrDefault(fullKey);

    public bool IsSecret(string fullKey) => _secretKeys.Value.Contains(fullKey);

    // Not by the serializer, which compiles itself first, in every program.
    private static IReadOnlyDictionary<string, string> ReadValues(string? json)
    {
        using var config = JsonDocument.Parse(string.IsNullOrEmpty(json) ? "{}" : json);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var value in config.RootElement.EnumerateObject())
        {
            values[Normalize(value.Name)] = value.Value.GetString()!;
        }

        return values;
    }

    private static IReadOnlySet<string> ReadKeys(string? json)
    {
        using var keys = JsonDocument.Parse(string.IsNullOrEmpty(json) ? "[]" : json);
        return keys.RootElement.EnumerateArray().Select(key => Normalize(key.GetString()!)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Early engines wrote namespace:config:key.</summary>
    private static string Normalize(string key) => key.Split(':', 3) is [var name, "config", var rest] ? $"{name}:{rest}" : key;
}
