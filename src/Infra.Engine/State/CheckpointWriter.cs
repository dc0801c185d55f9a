using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.Engine.State;

/// <summary>A <see cref="Snapshot"/> as the deployment object of a state file.</summary>
internal sealed class CheckpointWriter(string version, TimeProvider clock)
{
    /// <summary>A checkpoint: compact, version 3, or 4 when a resource needs a feature.</summary>
    public byte[] Checkpoint(string qualifiedStack, Snapshot snapshot, string? salt, Func<string, (string, string)> secret) =>
        Write(indented: false, snapshot, json =>
        {
            json.WriteStartObject("checkpoint");
            json.WriteString("stack", qualifiedStack);
            json.WritePropertyName("latest");
            WriteDeployment(json, snapshot, salt, secret);
            json.WriteEndObject();
        });

    /// <summary>An export: indented, without the stack's name.</summary>
    public byte[] Export(Snapshot snapshot, string? salt, Func<string, (string, string)> secret) =>
        Write(indented: true, snapshot, json =>
        {
            json.WritePropertyName("deployment");
            WriteDeployment(json, snapshot, salt, secret);
        });

    internal static void WriteNode(Utf8JsonWriter json, JsonNode? node)
    {
        if (node is null)
        {
            json.WriteNullValue();
        }
        else
        {
            node.WriteTo(json);
        }
    }

    private static byte[] Write(bool indented, Snapshot snapshot, Action<Utf8JsonWriter> body)
    {
        using var buffer = new MemoryStream();
        var options = PropertyJsonWriter.Options with { Indented = indented, IndentSize = 4 };
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            string[] features = [.. Features(snapshot)];
            json.WriteStartObject();
            json.WriteNumber("version", features.Length > 0 ? 4 : 3);
            if (features.Length > 0)
            {
                json.WriteStartArray("features");
                Array.ForEach(features, json.WriteStringValue);
                json.WriteEndArray();
            }

            body(json);
            json.WriteEndObject();
        }

        if (indented)
        {
            buffer.WriteByte((byte)'\n');
        }

        return buffer.ToArray();
    }

    private static IEnumerable<string> Features(Snapshot snapshot)
    {
        if (snapshot.Resources.Any(r => !r.ReplaceWith.IsDefaultOrEmpty))
        {
            yield return "replaceWith";
        }

        if (snapshot.Resources.Any(r => r.Taint))
        {
            yield return "taint";
        }
    }

    private void WriteDeployment(Utf8JsonWriter json, Snapshot snapshot, string? salt, Func<string, (string, string)> secret)
    {
        var values = new PropertyJsonWriter(json, secret);
        json.WriteStartObject();
        WriteManifest(json, snapshot.Extra?["manifest"] as JsonObject);
        if (salt is not null)
        {
            json.WriteStartObject("secrets_providers");
            json.WriteString("type", "passphrase");
            json.WriteStartObject("state");
            json.WriteString("salt", salt);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        if (!snapshot.Resources.IsEmpty)
        {
            json.WriteStartArray("resources");
            foreach (var resource in snapshot.Resources)
            {
                ResourceJson.Write(json, values, resource);
            }

            json.WriteEndArray();
        }

        if (!snapshot.PendingOperations.IsEmpty)
        {
            json.WriteStartArray("pending_operations");
            foreach (var pending in snapshot.PendingOperations)
            {
                json.WriteStartObject();
                json.WritePropertyName("resource");
                ResourceJson.Write(json, values, pending.Resource);
                json.WriteString("type", pending.Type.ToString().ToLowerInvariant());
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        WriteRest(json, snapshot.Extra);
        json.WriteEndObject();
    }

    private void WriteManifest(Utf8JsonWriter json, JsonObject? old)
    {
        json.WriteStartObject("manifest");
        json.WriteString("time", clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
        json.WriteString("magic", ManifestMagic.Of(version));
        json.WriteString("version", version);
        if (old?["plugins"] is { } plugins)
        {
            json.WritePropertyName("plugins");
            plugins.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static void WriteRest(Utf8JsonWriter json, JsonObject? extra)
    {
        json.WritePropertyName("metadata");
        WriteNode(json, extra?["metadata"] ?? new JsonObject());
        foreach (var (name, node) in extra ?? [])
        {
            if (name is not ("manifest" or "metadata"))
            {
                json.WritePropertyName(name);
                WriteNode(json, node);
            }
        }
    }
}
