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
        // Not by the serializer, which compiles itself first, at every start of every program.
        using var config = JsonDocument.Parse(string.IsNullOrEmpty(configJson) ? "{}" : configJson);
        using var secretKeys = JsonDocument.Parse(string.IsNullOrEmpty(secretKeysJson) ? "[]" : secretKeysJson);
        var values = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var value in config.RootElement.EnumerateObject())
        {
            values[Normalize(value.Name)] = value.Value.GetString()!;
        }

        return new ConfigurationValues(values.ToImmutable(), [.. secretKeys.RootElement.EnumerateArray().Select(key => Normalize(key.GetString()!))]);
    }

    public string? Get(string fullKey) => values.GetValueOrDefault(fullKey);

    public bool IsSecret(string fullKey) => secretKeys.Contains(fullKey);

    /// <summary>Early engines wrote namespace:config:key.</summary>
    private static string Normalize(string key) => key.Split(':', 3) is [var name, "config", var rest] ? $"{name}:{rest}" : key;
}
