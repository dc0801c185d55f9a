using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>Deserialized values as JSON; their lists and dictionaries are written here, because machine code has no converter of them.</summary>
internal static class PlainJson
{
    public static JsonElement ToElement(object? value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, value, JsonSerializerOptions.Default);
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    public static void Write(Utf8JsonWriter writer, object? value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case ImmutableArray<object?> items:
                writer.WriteStartArray();
                foreach (var item in items)
                {
                    Write(writer, item, options);
                }

                writer.WriteEndArray();
                break;
            case ImmutableDictionary<string, object?> fields:
                writer.WriteStartObject();
                foreach (var (name, field) in fields)
                {
                    writer.WritePropertyName(options.DictionaryKeyPolicy?.ConvertName(name) ?? name);
                    Write(writer, field, options);
                }

                writer.WriteEndObject();
                break;
            default:
                JsonSerializer.Serialize(writer, value, options);
                break;
        }
    }
}
