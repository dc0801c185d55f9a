using System.Text.Json;

namespace Infra.Machine.Provider.Tests.Support;

/// <summary>The provider's schema, as it answers it.</summary>
internal sealed class PackageSchema(string text)
{
    private const string OwnType = "#/types/";

    public string Text => text;

    public JsonElement Root { get; } = JsonDocument.Parse(text).RootElement;

    public IEnumerable<string> Resources => Names(Root.GetProperty("resources"));

    public IEnumerable<string> Functions => Names(Root.GetProperty("functions"));

    public static async Task<PackageSchema> OfProviderAsync()
    {
        await using var provider = new MachineProvider(new RecordingHost());
        return new(await provider.GetSchemaAsync(CancellationToken.None));
    }

    public JsonElement Resource(string token) => Root.GetProperty("resources").GetProperty(token);

    public JsonElement Function(string token) => Root.GetProperty("functions").GetProperty(token);

    public bool HasType(string reference) =>
        reference.StartsWith(OwnType, StringComparison.Ordinal) && Root.GetProperty("types").TryGetProperty(reference[OwnType.Length..], out _);

    /// <summary>The object type that a property is, or that its elements are; null for others.</summary>
    public JsonElement? ObjectType(JsonElement property)
    {
        var type = property.TryGetProperty("items", out var items) ? items : property.TryGetProperty("additionalProperties", out var values) ? values : property;
        return type.TryGetProperty("$ref", out var reference) && HasType(reference.GetString()!)
            ? Root.GetProperty("types").GetProperty(reference.GetString()![OwnType.Length..])
            : null;
    }

    public IEnumerable<string> References() => References(Root);

    public static string[] Names(JsonElement map) => [.. map.EnumerateObject().Select(p => p.Name)];

    public static string[] Required(JsonElement owner, string list) =>
        owner.TryGetProperty(list, out var names) ? [.. names.EnumerateArray().Select(n => n.GetString()!)] : [];

    public static bool Is(JsonElement property, string flag) => property.TryGetProperty(flag, out var value) && value.GetBoolean();

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => p.Name == "$ref" ? [p.Value.GetString()!] : References(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
