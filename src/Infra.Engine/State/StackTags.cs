using System.Collections.Immutable;
using System.Text.Json;
using Infra.Engine.Diagnostics;

namespace Infra.Engine.State;

/// <summary>The tags of a stack: names to texts, in a file beside its state.</summary>
internal static class StackTags
{
    private const int Version = 1;

    /// <summary>Empty if there is no file.</summary>
    /// <exception cref="InfraException">INF2014: the file is not one of tags.</exception>
    public static ImmutableSortedDictionary<string, string> Read(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var version = document.RootElement.GetProperty("version").GetInt32();
            return version != Version
                ? throw Unreadable(file, $"It is of version {version}; this infra understands {Version}.", null)
                : CheckpointReader.Object(document.RootElement, "tags") is { } tags
                    ? tags.EnumerateObject().ToImmutableSortedDictionary(t => t.Name, t => t.Value.GetString() ?? "", StringComparer.Ordinal)
                    : None;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return None;
        }
        catch (Exception e) when (e is JsonException or StateFormatException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw Unreadable(file, "It is not a file of tags.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(file, e.Message, e);
        }
    }

    public static void Write(string file, ImmutableSortedDictionary<string, string> tags)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, PropertyJsonWriter.Options with { Indented = true, IndentSize = 4 }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteStartObject("tags");
            foreach (var (name, value) in tags)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        try
        {
            AtomicFile.Write(file, buffer.ToArray());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InfraException(DiagnosticCodes.StateNotWritten, "The stack's tags cannot be written", $"{file}: {e.Message}", "The tags are as before.", file, inner: e);
        }
    }

    private static ImmutableSortedDictionary<string, string> None => ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    private static InfraException Unreadable(string file, string detail, Exception? inner) =>
        new(DiagnosticCodes.TagsUnreadable, "The stack's tags cannot be read", detail, "Restore or remove the file.", file, inner: inner);
}
