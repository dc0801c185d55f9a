using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Engine.Secrets;

namespace Infra.Engine.State;

/// <summary>A state file, or an export of one, into a <see cref="Snapshot"/>.</summary>
internal static class CheckpointReader
{
    /// <summary>How every file of the backend is parsed: values may be nested deeper than .NET has it by default.</summary>
    public static readonly JsonDocumentOptions Options = new() { MaxDepth = 512 };

    private static readonly HashSet<string> _features = new(StringComparer.Ordinal) { "taint", "replaceWith" };
    private static readonly JsonDocumentOptions _carried = Options with { AllowDuplicateProperties = false };
    private static readonly HashSet<string> _deploymentMembers = new(StringComparer.Ordinal) { "resources", "pending_operations", "secrets_providers" };

    /// <summary>The deployment object of a checkpoint ("checkpoint.latest") or an export ("deployment"); null if the stack is new.</summary>
    /// <exception cref="StateVersionException">The file is of a later version or has features this engine does not know.</exception>
    public static JsonElement? Deployment(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new StateFormatException("the file is not a JSON object");
        }

        var version = root.TryGetProperty("version", out var number) && number.TryGetInt32(out var value) ? value : throw new StateFormatException("'version' is missing");
        if (version > 4)
        {
            throw new StateVersionException($"It is of version {version}; this infra understands up to 4.");
        }

        if (root.TryGetProperty("features", out var features) && features.EnumerateArray().Select(f => f.GetString()).FirstOrDefault(f => !_features.Contains(f!)) is { } unknown)
        {
            throw new StateVersionException($"It uses the feature '{unknown}', which this infra does not understand.");
        }

        if (version is 1 or 2)
        {
            throw new StateVersionException($"It is of version {version}, which has to be brought up to 3 with the official CLI first.");
        }

        return Object(root, "deployment") ?? (Object(root, "checkpoint") is { } checkpoint ? Object(checkpoint, "latest") : null);
    }

    /// <summary>(type, state) of the deployment's secrets provider; null if it has none.</summary>
    public static (string Type, string Salt)? SecretsProvider(JsonElement deployment) =>
        Object(deployment, "secrets_providers") is { } provider
            ? (Text(provider, "type"), Object(provider, "state") is { } state ? Text(state, "salt") : "")
            : null;

    /// <summary>What is wrong with the manifest, in words; null if nothing is.</summary>
    public static string? ManifestProblem(JsonElement deployment)
    {
        var (version, magic) = Object(deployment, "manifest") is { } manifest ? (Text(manifest, "version"), Text(manifest, "magic")) : ("", "");
        return (version.Length == 0 && magic.Length == 0) || magic == ManifestMagic.Of(version) ? null : $"the check value in its manifest is not that of '{version}'";
    }

    public static Snapshot Read(JsonElement deployment, ICrypter? crypter, SecretCache cache)
    {
        var values = new PropertyJsonReader(crypter, cache);
        return new Snapshot
        {
            Resources = Resources(deployment, values),
            PendingOperations =
            [
                .. Items(deployment, "pending_operations").Select(p => new PendingOperation(
                    ResourceJson.Read(Object(p, "resource") ?? throw new StateFormatException("a pending operation has no resource"), values),
                    Pending(Text(p, "type")))),
            ],
            Extra = Unknown(deployment, _deploymentMembers),
        };
    }

    private static ImmutableArray<ResourceState> Resources(JsonElement deployment, PropertyJsonReader values)
    {
        var resources = ImmutableArray.CreateBuilder<ResourceState>();
        foreach (var resource in Items(deployment, "resources"))
        {
            resources.Add(ResourceJson.Read(resource, values, before: resources.Count == 0 ? null : resources[^1]));
        }

        return resources.DrainToImmutable();
    }

    /// <exception cref="StateFormatException">There is no such kind.</exception>
    internal static PendingOperationType Pending(string kind) =>
        Enum.GetValues<PendingOperationType>().Cast<PendingOperationType?>().FirstOrDefault(type => string.Equals(type.ToString(), kind, StringComparison.OrdinalIgnoreCase))
        ?? throw new StateFormatException($"the pending operation '{kind}' is not known");

    internal static JsonObject? Unknown(JsonElement element, HashSet<string> known)
    {
        JsonObject? extra = null;
        foreach (var member in element.EnumerateObject())
        {
            if (!known.Contains(member.Name))
            {
                (extra ??= [])[member.Name] = Carried(member);
            }
        }

        return extra;
    }

    private static JsonNode? Carried(JsonProperty member)
    {
        try
        {
            return JsonNode.Parse(member.Value.GetRawText(), documentOptions: _carried);
        }
        catch (JsonException)
        {
            throw new StateFormatException($"'{member.Name}' has a member twice, or is nested too deeply");
        }
    }

    internal static JsonElement? Object(JsonElement element, string name) =>
        !element.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.Object ? value
        : throw new StateFormatException($"'{name}' should be an object");

    /// <param name="element">An object.</param>
    /// <param name="name">Of its member.</param>
    /// <param name="likely">Returned itself where the text is the same, instead of a copy.</param>
    internal static string Text(JsonElement element, string name, string? likely = null) =>
        !element.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? ""
        : value.ValueKind == JsonValueKind.String ? Shared(value, likely)
        : throw new StateFormatException($"'{name}' should be a string");

    internal static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        !element.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? []
        : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray()
        : throw new StateFormatException($"'{name}' should be a list");

    internal static ImmutableArray<string> Texts(JsonElement element, string name, string? likely = null) =>
        [.. Items(element, name).Select(i => i.ValueKind == JsonValueKind.String ? Shared(i, likely) : throw new StateFormatException($"'{name}' should be a list of strings"))];

    private static string Shared(JsonElement value, string? likely) => likely is not null && value.ValueEquals(likely) ? likely : value.GetString()!;

    internal static DateTimeOffset? Time(JsonElement element, string name) =>
        Text(element, name) is not { Length: > 0 } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw new StateFormatException($"'{name}' is not a time: {text}");
}
