using System.Text.Json;

namespace Infra.Engine.State;

/// <summary>The journal's records as JSON, resources as in a state file.</summary>
internal static class JournalJson
{
    public static byte[] Write(IEnumerable<JournalRecord> records, Func<string, (string, string)> secret)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, PropertyJsonWriter.Options))
        {
            var values = new PropertyJsonWriter(json, secret);
            json.WriteStartArray();
            foreach (var record in records)
            {
                json.WriteStartObject();
                Write(json, values, record);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return buffer.ToArray();
    }

    public static IEnumerable<JournalRecord> Read(JsonElement batch, PropertyJsonReader values)
    {
        foreach (var item in batch.EnumerateArray())
        {
            yield return CheckpointReader.Text(item, "record") switch
            {
                "begun" => new JournalRecord.Begun(
                    Number(item, "number"),
                    new PendingOperation(Resource(item, "resource", values) ?? throw Lacks("resource"), CheckpointReader.Pending(CheckpointReader.Text(item, "type")))),
                "ended" => new JournalRecord.Ended(
                    Number(item, "number"), Resource(item, "add", values), Number(item, "remove"), Number(item, "mark"), Resource(item, "marked", values)),
                "amended" => new JournalRecord.Amended(Resource(item, "resource", values) ?? throw Lacks("resource")),
                "renamed" => new JournalRecord.Renamed(CheckpointReader.Text(item, "from"), CheckpointReader.Text(item, "to")),
                var other => throw new StateFormatException($"the journal has a record '{other}'"),
            };
        }
    }

    private static void Write(Utf8JsonWriter json, PropertyJsonWriter values, JournalRecord record)
    {
        switch (record)
        {
            case JournalRecord.Begun begun:
                json.WriteString("record", "begun");
                json.WriteNumber("number", begun.Number);
                json.WriteString("type", begun.Operation.Type.ToString().ToLowerInvariant());
                Write(json, values, "resource", begun.Operation.Resource);
                break;
            case JournalRecord.Ended ended:
                json.WriteString("record", "ended");
                json.WriteNumber("number", ended.Number);
                Write(json, values, "add", ended.Add);
                json.WriteNumber("remove", ended.Remove);
                json.WriteNumber("mark", ended.Mark);
                Write(json, values, "marked", ended.Marked);
                break;
            case JournalRecord.Amended amended:
                json.WriteString("record", "amended");
                Write(json, values, "resource", amended.State);
                break;
            case JournalRecord.Renamed renamed:
                json.WriteString("record", "renamed");
                json.WriteString("from", renamed.From);
                json.WriteString("to", renamed.To);
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, PropertyJsonWriter values, string name, ResourceState? resource)
    {
        if (resource is not null)
        {
            json.WritePropertyName(name);
            ResourceJson.Write(json, values, resource);
        }
    }

    private static ResourceState? Resource(JsonElement item, string name, PropertyJsonReader values) =>
        CheckpointReader.Object(item, name) is { } resource ? ResourceJson.Read(resource, values) : null;

    private static int Number(JsonElement item, string name) => item.TryGetProperty(name, out var number) && number.TryGetInt32(out var value) ? value : throw Lacks(name);

    private static StateFormatException Lacks(string name) => new($"a record of the journal lacks a usable '{name}'");
}
