using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi;

/// <summary>All configuration of the stack, by full key.</summary>
internal sealed class ConfigurationValues(ImmutableDictionary<string, string> values, ImmutableHashSet<string> secretKeys)
{
    public static ConfigurationValues Empty { get; } = new(ImmutableDictionary<string, string>.Empty, []);

    /// <summary>Reads what the engine puts into PULUMI_CONFIG and PULUMI_CONFIG_SECRET_KEYS.</summary>
    public static ConfigurationValues Parse(string? configJson, string? secretKeysJson)
    {
        var values = string.IsNullOrEmpty(configJson) ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(configJson) ?? [];
        var secretKeys = string.IsNullOrEmpty(secretKeysJson) ? [] : JsonSerializer.Deserialize<string[]>(secretKeysJson) ?? [];
        return new ConfigurationValues(
            values.Select(v => KeyValuePair.Create(Normalize(v.Key), v.Value)).ToImmutableDictionary(),
            [.. secretKeys.Select(Normalize)]);
    }

    public string? Get(string fullKey) => values.GetValueOrDefault(fullKey);

    public bool IsSecret(string fullKey) => secretKeys.Contains(fullKey);

    /// <summary>Early engines wrote namespace:config:key.</summary>
    private static string Normalize(string key) => key.Split(':', 3) is [var name, "config", var rest] ? $"{name}:{rest}" : key;
}
