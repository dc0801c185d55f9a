using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Infra.Protocol.Properties;

namespace Infra.Engine.State;

/// <summary>ResourceV3: one resource of a state file, members in the order the official CLI writes them.</summary>
internal static class ResourceJson
{
    private static readonly HashSet<string> _members = new(StringComparer.Ordinal)
    {
        "urn", "custom", "delete", "id", "type", "inputs", "outputs", "parent", "protect", "taint", "external", "dependencies", "initErrors",
        "provider", "propertyDependencies", "pendingReplacement", "additionalSecretOutputs", "aliases", "customTimeouts", "importID",
        "retainOnDelete", "deletedWith", "replaceWith", "created", "modified", "ignoreChanges", "hideDiff", "replaceOnChanges", "replacementTrigger",
    };

    /// <param name="e">The object.</param>
    /// <param name="values">Reads properties.</param>
    /// <param name="before">The resource before it in the file, of which the texts that both have are kept once.</param>
    public static ResourceState Read(JsonElement e, PropertyJsonReader values, ResourceState? before = null) => new()
    {
        Urn = CheckpointReader.Text(e, "urn"),
        Type = CheckpointReader.Text(e, "type", before?.Type),
        Custom = Flag(e, "custom"),
        Delete = Flag(e, "delete"),
        Id = CheckpointReader.Text(e, "id"),
        Inputs = Map(e, "inputs", values),
        Outputs = Map(e, "outputs", values),
        Parent = CheckpointReader.Text(e, "parent", before?.Parent),
        Protect = Flag(e, "protect"),
        Taint = Flag(e, "taint"),
        External = Flag(e, "external"),
        Dependencies = CheckpointReader.Texts(e, "dependencies", before?.Urn),
        InitErrors = CheckpointReader.Texts(e, "initErrors"),
        Provider = CheckpointReader.Text(e, "provider", before?.Provider),
        PropertyDependencies = CheckpointReader.Object(e, "propertyDependencies") is { } dependencies
            ? ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal)
                .SetItems(dependencies.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, CheckpointReader.Texts(dependencies, p.Name, before?.Urn))))
            : ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal),
        PendingReplacement = Flag(e, "pendingReplacement"),
        AdditionalSecretOutputs = CheckpointReader.Texts(e, "additionalSecretOutputs"),
        Aliases = CheckpointReader.Texts(e, "aliases"),
        CustomTimeouts = CheckpointReader.Object(e, "customTimeouts") is { } t
            ? new CustomTimeouts(Seconds(t, "create"), Seconds(t, "update"), Seconds(t, "delete"), Seconds(t, "read"))
            : null,
        ImportId = CheckpointReader.Text(e, "importID"),
        RetainOnDelete = Flag(e, "retainOnDelete"),
        DeletedWith = CheckpointReader.Text(e, "deletedWith"),
        ReplaceWith = CheckpointReader.Texts(e, "replaceWith"),
        Created = CheckpointReader.Time(e, "created"),
        Modified = CheckpointReader.Time(e, "modified"),
        IgnoreChanges = CheckpointReader.Texts(e, "ignoreChanges"),
        HideDiffs = CheckpointReader.Texts(e, "hideDiff"),
        ReplaceOnChanges = CheckpointReader.Texts(e, "replaceOnChanges"),
        ReplacementTrigger = e.TryGetProperty("replacementTrigger", out var trigger) ? values.Read(trigger) : null,
        Extra = CheckpointReader.Unknown(e, _members),
    };

    public static void Write(Utf8JsonWriter json, PropertyJsonWriter values, ResourceState r)
    {
        json.WriteStartObject();
        json.WriteString("urn", r.Urn);
        json.WriteBoolean("custom", r.Custom);
        Write(json, "delete", r.Delete);
        Write(json, "id", r.Id);
        json.WriteString("type", r.Type);
        Write(json, values, "inputs", r.Inputs);
        Write(json, values, "outputs", r.Outputs);
        Write(json, "parent", r.Parent);
        Write(json, "protect", r.Protect);
        Write(json, "taint", r.Taint);
        Write(json, "external", r.External);
        Write(json, "dependencies", r.Dependencies);
        Write(json, "initErrors", r.InitErrors);
        Write(json, "provider", r.Provider);
        WritePropertyDependencies(json, r);
        Write(json, "pendingReplacement", r.PendingReplacement);
        Write(json, "additionalSecretOutputs", r.AdditionalSecretOutputs);
        Write(json, "aliases", r.Aliases);
        WriteTimeouts(json, r.CustomTimeouts);
        Write(json, "importID", r.ImportId);
        Write(json, "retainOnDelete", r.RetainOnDelete);
        Write(json, "deletedWith", r.DeletedWith);
        Write(json, "replaceWith", r.ReplaceWith);
        Write(json, "created", r.Created);
        Write(json, "modified", r.Modified);
        Write(json, "ignoreChanges", r.IgnoreChanges);
        Write(json, "hideDiff", r.HideDiffs);
        Write(json, "replaceOnChanges", r.ReplaceOnChanges);
        if (r.ReplacementTrigger is not null)
        {
            json.WritePropertyName("replacementTrigger");
            values.Write(r.ReplacementTrigger);
        }

        foreach (var (name, node) in r.Extra ?? [])
        {
            json.WritePropertyName(name);
            CheckpointWriter.WriteNode(json, node);
        }

        json.WriteEndObject();
    }

    private static PropertyMap Map(JsonElement e, string name, PropertyJsonReader values) =>
        CheckpointReader.Object(e, name) is { } map ? values.ReadMap(map) : PropertyMap.Empty;

    private static bool Flag(JsonElement e, string name) =>
        e.TryGetProperty(name, out var value) && value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False or JsonValueKind.Null => false,
            _ => throw new StateFormatException($"'{name}' should be true or false"),
        };

    private static double Seconds(JsonElement e, string name) =>
        !e.TryGetProperty(name, out var value) ? 0
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds ? seconds
        : throw new StateFormatException($"the timeout '{name}' should be a number of seconds");

    private static void WritePropertyDependencies(Utf8JsonWriter json, ResourceState r)
    {
        if (r.PropertyDependencies.IsEmpty)
        {
            return;
        }

        json.WriteStartObject("propertyDependencies");
        foreach (var (name, urns) in r.PropertyDependencies)
        {
            json.WriteStartArray(name);
            foreach (var urn in urns)
            {
                json.WriteStringValue(urn);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteTimeouts(Utf8JsonWriter json, CustomTimeouts? timeouts)
    {
        if (timeouts is null)
        {
            return;
        }

        json.WriteStartObject("customTimeouts");
        foreach (var (name, seconds) in new[] { ("create", timeouts.Create), ("update", timeouts.Update), ("delete", timeouts.Delete), ("read", timeouts.Read) })
        {
            if (seconds != 0)
            {
                json.WriteNumber(name, seconds);
            }
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PropertyJsonWriter values, string name, PropertyMap map)
    {
        if (map.Count > 0)
        {
            json.WritePropertyName(name);
            values.Write(map);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, bool value)
    {
        if (value)
        {
            json.WriteBoolean(name, true);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, string value)
    {
        if (value.Length > 0)
        {
            json.WriteString(name, value);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, ImmutableArray<string> values)
    {
        if (!values.IsDefaultOrEmpty)
        {
            json.WriteStartArray(name);
            foreach (var value in values)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        }
    }

    private static void Write(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } value)
        {
            json.WriteString(name, value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
        }
    }
}
