using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.Engine.State;

/// <summary>An entry of the history, as the official file backend keeps it.</summary>
internal static class UpdateJson
{
    public static byte[] Write(UpdateRecord update)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, PropertyJsonWriter.Options with { Indented = true, IndentSize = 4 }))
        {
            json.WriteStartObject();
            json.WriteString("kind", update.Kind);
            json.WriteNumber("startTime", update.Start.ToUnixTimeSeconds());
            json.WriteString("message", update.Message);
            json.WriteStartObject("environment");
            foreach (var (name, value) in update.Environment)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
            json.WritePropertyName("config");
            CheckpointWriter.WriteNode(json, update.Config ?? []);
            json.WriteNumber("version", 0);
            json.WriteString("result", update.Succeeded ? "succeeded" : "failed");
            json.WriteNumber("endTime", update.End.ToUnixTimeSeconds());
            json.WriteStartObject("resourceChanges");
            foreach (var (operation, count) in update.ResourceChanges)
            {
                json.WriteNumber(operation, count);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>Null if it is not such an entry.</summary>
    public static UpdateRecord? Read(byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content, CheckpointReader.Options with { AllowDuplicateProperties = false });
            var root = document.RootElement;
            return new UpdateRecord(
                CheckpointReader.Text(root, "kind"),
                DateTimeOffset.FromUnixTimeSeconds(root.GetProperty("startTime").GetInt64()),
                DateTimeOffset.FromUnixTimeSeconds(root.GetProperty("endTime").GetInt64()),
                CheckpointReader.Text(root, "message"),
                CheckpointReader.Text(root, "result") == "succeeded",
                CheckpointReader.Object(root, "resourceChanges") is { } changes
                    ? changes.EnumerateObject().ToImmutableSortedDictionary(c => c.Name, c => c.Value.GetInt32())
                    : ImmutableSortedDictionary<string, int>.Empty)
            {
                Environment = CheckpointReader.Object(root, "environment") is { } environment
                    ? environment.EnumerateObject().ToImmutableSortedDictionary(e => e.Name, e => e.Value.GetString() ?? "")
                    : ImmutableSortedDictionary<string, string>.Empty,
                Config = CheckpointReader.Object(root, "config") is { } config ? JsonObject.Create(config.Clone()) : null,
            };
        }
        catch (Exception e) when (e is JsonException or StateFormatException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            return null;
        }
    }
}
