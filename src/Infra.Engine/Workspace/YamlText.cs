using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Infra.Engine.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Engine.Workspace;

/// <summary>Reads YAML into nodes that know their line, and nodes into JSON values by YAML's core schema.</summary>
internal static class YamlText
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A file's text. Bytes that are no text are refused: written back they would be others.</summary>
    /// <exception cref="InfraException">The code given, with the line.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string Read(string file, string code)
    {
        var bytes = File.ReadAllBytes(file);
        try
        {
            using var reader = new StreamReader(new MemoryStream(bytes), _strict);
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            throw Malformed(code, file, FirstInvalid(bytes), "here are bytes that are not UTF-8");
        }
    }

    /// <summary>The document's root mapping; empty for an empty file.</summary>
    /// <exception cref="InfraException">The code given: it is not YAML or not a mapping.</exception>
    public static YamlMappingNode Load(string text, string file, string code)
    {
        var parser = new GuardedYaml(new Parser(new StringReader(text)));
        try
        {
            var stream = new YamlStream();
            stream.Load(parser);
            return stream.Documents.Count == 0 ? new YamlMappingNode()
                : stream.Documents[0].RootNode switch
                {
                    YamlMappingNode map => map,
                    YamlScalarNode { Value: null or "" } => new YamlMappingNode(),
                    var other => throw Malformed(code, file, other.Start, "the file should be a mapping of keys to values"),
                };
        }
        catch (YamlException e)
        {
            throw Malformed(code, file, e.Start, e.InnerException?.Message ?? e.Message);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException)
        {
            // The parser gives up without saying where; what it read last is near.
            throw Malformed(code, file, parser.Current?.End ?? Mark.Empty, "what begins here is not finished, or is no YAML");
        }
    }

    public static string Place(string file, Mark mark) => string.Create(CultureInfo.InvariantCulture, $"{file}:{Math.Max(1, mark.Line)}:{Math.Max(1, mark.Column)}");

    public static YamlNode? Find(YamlMappingNode map, string key) =>
        map.Children.FirstOrDefault(c => c.Key is YamlScalarNode { Value: var name } && name == key).Value;

    /// <summary>The value as JSON: plain scalars typed by YAML's core schema, quoted ones strings.</summary>
    public static JsonNode? ToJson(YamlNode node, int depth = 0) => node switch
    {
        _ when depth > GuardedYaml.MaximumDepth => throw new YamlException(node.Start, node.End, "it is nested too deeply"),
        YamlScalarNode scalar => ToJson(scalar),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(c => ToJson(c, depth + 1))]),
        YamlMappingNode map => ToObject(map, depth),
        _ => throw new YamlException(node.Start, node.End, "aliases are not supported here"),
    };

    public static InfraException Malformed(string code, string file, Mark mark, string problem) =>
        new(code, $"{Path.GetFileName(file)} cannot be read", $"{char.ToUpperInvariant(problem[0])}{problem[1..].TrimEnd('.')}.", "Mend the line; nothing was changed.", Place(file, mark), ExitCodes.Configuration);

    private static Mark FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var (at, line, column) = (0, 1L, 1L);
        while (Rune.DecodeFromUtf8(bytes[at..], out var rune, out var used) == OperationStatus.Done)
        {
            at += used;
            (line, column) = rune.Value == '\n' ? (line + 1, 1) : (line, column + 1);
        }

        return new Mark(at, line, column);
    }

    private static JsonObject ToObject(YamlMappingNode map, int depth)
    {
        var result = new JsonObject();
        foreach (var (key, value) in map.Children)
        {
            result[key is YamlScalarNode { Value: { } name } ? name : throw new YamlException(key.Start, key.End, "a key should be a plain text")] = ToJson(value, depth + 1);
        }

        return result;
    }

    private static JsonNode? ToJson(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        return scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any) ? JsonValue.Create(text)
            : text is "" or "~" or "null" or "Null" or "NULL" ? null
            : text is "true" or "True" or "TRUE" ? JsonValue.Create(true)
            : text is "false" or "False" or "FALSE" ? JsonValue.Create(false)
            : IsDecimal(text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) ? JsonValue.Create(integer)
            : IsDecimal(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? JsonValue.Create(number)
            : JsonValue.Create(text);
    }

    /// <summary>A number as people write one: 010 and 1_000 stay texts.</summary>
    private static bool IsDecimal(string text) =>
        text.TrimStart('-', '+') is { Length: > 0 } digits && char.IsAsciiDigit(digits[0]) && (digits[0] != '0' || digits.Length == 1 || !char.IsAsciiDigit(digits[1]));
}
