using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Protocol.Properties;
using YamlDotNet.RepresentationModel;

namespace Infra.Engine.Workspace;

/// <summary>Edits the text of a stack file line by line, so that everything else stays as its author wrote it.</summary>
internal static class StackFileEditor
{
    private const string Indent = "  ";

    public static string SetTopLevel(string text, YamlMappingNode root, string key, string value)
    {
        var line = $"{key}: {Scalar(JsonValue.Create(value))}";
        var lines = Lines(text);
        if (Entry(root, key) is not { } entry)
        {
            lines.Insert(FirstEntry(root, lines), line);
            return Join(lines);
        }

        var (first, end) = Span(entry, lines);
        lines.RemoveRange(first, end - first);
        lines.Insert(first, line);
        return Join(lines);
    }

    public static string SetConfig(string text, YamlMappingNode root, string key, JsonNode? value)
    {
        var lines = Lines(text);
        if (Entry(root, "config") is not { Value: YamlMappingNode { Children.Count: > 0 } config })
        {
            return AddSection(text, root, lines, Emit(key, value, Indent));
        }

        if (config.Style == YamlDotNet.Core.Events.MappingStyle.Flow)
        {
            var (start, stop) = Span(Entry(root, "config")!.Value, lines);
            var all = (JsonObject)YamlText.ToJson(config)!;
            all[key] = value?.DeepClone();
            lines.RemoveRange(start, stop - start);
            lines.InsertRange(start, ["config:", .. all.SelectMany(m => Emit(m.Key, m.Value, Indent))]);
            return Join(lines);
        }

        var indent = new string(' ', (int)config.Children.Keys.First().Start.Column - 1);
        var emitted = Emit(key, value, indent);
        if (Entry(config, key) is { } entry)
        {
            var (first, end) = Span(entry, lines);
            var comment = TrailingComment(lines, first, end, entry.Value);
            lines.RemoveRange(first, end - first);
            lines.InsertRange(first, emitted.Count == 1 && comment.Length > 0 ? [emitted[0] + comment] : emitted);
        }
        else
        {
            var (_, end) = Span(config.Children.Last(), lines);
            lines.InsertRange(end, emitted);
        }

        return Join(lines);
    }

    public static string RemoveConfig(string text, YamlMappingNode root, string key)
    {
        var lines = Lines(text);
        if (Entry(root, "config") is not { Value: YamlMappingNode config } section || Entry(config, key) is not { } entry)
        {
            return text;
        }

        if (config.Children.Count == 1)
        {
            var (start, stop) = Span(section, lines);
            lines.RemoveRange(start, stop - start);
            return Join(lines);
        }

        if (config.Style == YamlDotNet.Core.Events.MappingStyle.Flow)
        {
            var (start, stop) = Span(section, lines);
            var all = (JsonObject)YamlText.ToJson(config)!;
            all.Remove(key);
            lines.RemoveRange(start, stop - start);
            lines.InsertRange(start, ["config:", .. all.SelectMany(m => Emit(m.Key, m.Value, Indent))]);
            return Join(lines);
        }

        var (first, end) = Span(entry, lines);
        lines.RemoveRange(first, end - first);
        return Join(lines);
    }

    private static string AddSection(string text, YamlMappingNode root, List<string> lines, IReadOnlyList<string> emitted)
    {
        if (Entry(root, "config") is { } empty)
        {
            var (first, end) = Span(empty, lines);
            lines.RemoveRange(first, end - first);
            lines.InsertRange(first, ["config:", .. emitted]);
            return Join(lines);
        }

        var separator = text.Length == 0 || text.EndsWith('\n') ? "" : "\n";
        return text + separator + Join(["config:", .. emitted]);
    }

    private static KeyValuePair<YamlNode, YamlNode>? Entry(YamlMappingNode map, string key) =>
        map.Children.Where(c => c.Key is YamlScalarNode { Value: var name } && name == key).Select(c => (KeyValuePair<YamlNode, YamlNode>?)c).FirstOrDefault();

    private static int FirstEntry(YamlMappingNode root, List<string> lines) =>
        root.Children.Count == 0 ? lines.Count : (int)root.Children.Keys.First().Start.Line - 1;

    /// <summary>The lines of an entry: from its key to the last line that belongs to its value.</summary>
    private static (int First, int End) Span(KeyValuePair<YamlNode, YamlNode> entry, List<string> lines)
    {
        var first = (int)entry.Key.Start.Line - 1;
        var end = Math.Max(LastLine(entry.Value, lines), (int)entry.Key.End.Line);
        return (first, Math.Min(Math.Max(end, first + 1), lines.Count));
    }

    /// <summary>Number of the last line of a node, 1-based: block values end where their last scalar does, not where the next token is.</summary>
    private static int LastLine(YamlNode node, List<string> lines) => node switch
    {
        YamlMappingNode { Style: not YamlDotNet.Core.Events.MappingStyle.Flow, Children.Count: > 0 } map => LastLine(map.Children.Last().Value, lines),
        YamlSequenceNode { Style: not YamlDotNet.Core.Events.SequenceStyle.Flow, Children.Count: > 0 } list => LastLine(list.Children[^1], lines),
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Literal or YamlDotNet.Core.ScalarStyle.Folded } block => BlockEnd(block, lines),
        _ => (int)node.End.Line,
    };

    private static int BlockEnd(YamlScalarNode block, List<string> lines)
    {
        var indent = lines[(int)block.Start.Line - 1].TakeWhile(c => c == ' ').Count();
        var last = (int)block.Start.Line;
        for (var i = last; i < lines.Count && (lines[i].Length == 0 || lines[i].TakeWhile(c => c == ' ').Count() > indent); i++)
        {
            last = lines[i].Length == 0 ? last : i + 1;
        }

        return last;
    }

    private static string TrailingComment(List<string> lines, int first, int end, YamlNode old)
    {
        if (end != first + 1 || old is not YamlScalarNode || (int)old.End.Line != first + 1)
        {
            return "";
        }

        var rest = lines[first][Math.Min((int)old.End.Column - 1, lines[first].Length)..];
        return rest.TrimStart().StartsWith('#') ? rest : "";
    }

    private static List<string> Emit(string key, JsonNode? value, string indent) => value switch
    {
        JsonObject { Count: > 0 } map => [$"{indent}{Scalar(JsonValue.Create(key))}:", .. map.SelectMany(m => Emit(m.Key, m.Value, indent + Indent))],
        JsonArray { Count: > 0 } list => [$"{indent}{Scalar(JsonValue.Create(key))}:", .. list.SelectMany(i => EmitItem(i, indent + Indent))],
        _ => [$"{indent}{Scalar(JsonValue.Create(key))}: {Scalar(value)}"],
    };

    private static IEnumerable<string> EmitItem(JsonNode? item, string indent)
    {
        if (item is JsonObject { Count: > 0 } map)
        {
            var lines = map.SelectMany(m => Emit(m.Key, m.Value, indent + Indent)).ToList();
            return [indent + "- " + lines[0][(indent.Length + 2)..], .. lines.Skip(1)];
        }

        return [$"{indent}- {Scalar(item)}"];
    }

    /// <summary>A scalar, or a value without lines of its own, in flow form: JSON is YAML.</summary>
    private static string Scalar(JsonNode? value)
    {
        if (value is not JsonValue scalar || !scalar.TryGetValue<string>(out var text))
        {
            return value is null ? "null" : value.ToJsonString();
        }

        return IsPlain(text) ? text : PropertyText.Quote(text);
    }

    /// <summary>True for a text that YAML reads back as that text without quotes.</summary>
    private static bool IsPlain(string text) =>
        text.Length > 0
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '/' or '-' or ':' or '+' or '=' or '@' or ' ')
        && char.IsAsciiLetterOrDigit(text[0]) | text[0] == '/'
        && !text.EndsWith(':') && !text.EndsWith(' ') && !text.Contains(": ", StringComparison.Ordinal)
        && YamlText.ToJson(new YamlScalarNode(text) { Style = YamlDotNet.Core.ScalarStyle.Plain }) is JsonValue read && read.TryGetValue<string>(out _)
        && !double.TryParse(text, NumberStyles.Any, CultureInfo.InvariantCulture, out _)
        && text.ToLowerInvariant() is not ("yes" or "no" or "on" or "off" or "y" or "n")
        && !char.IsAsciiDigit(text[0]) | text.StartsWith("v1:", StringComparison.Ordinal) | text.Any(char.IsAsciiLetter);

    private static List<string> Lines(string text)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n').ToList();
        if (lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return lines;
    }

    private static string Join(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));
}
