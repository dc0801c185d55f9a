using Infra.Protocol.Properties;

namespace Infra.Cli.Display;

/// <summary>Values as lines for people: secrets and unknowns by name only, long ones cut unless wanted in full.</summary>
internal static class ValueText
{
    private const int MaximumWidth = 100;
    private const int Context = 20;
    private const int ShortHash = 12;

    /// <summary>On one line; null is nothing at all.</summary>
    public static string OneLine(PropertyValue? value, bool full = false)
    {
        var text = value switch
        {
            null => "",
            AssetValue asset => Asset("asset", asset.Path ?? asset.Uri ?? "text", asset.Hash),
            ArchiveValue archive => Asset("archive", archive.Path ?? archive.Uri ?? "assets", archive.Hash),
            _ => PropertyText.Render(value),
        };
        return full ? text : Cut(text);
    }

    /// <summary>An old and a new value, each on one line. Of long texts that begin alike the part is shown where they part.</summary>
    public static (string Old, string New) Pair(PropertyValue? old, PropertyValue? @new, bool full)
    {
        if (full || (old, @new) is not (StringValue { Value: var a }, StringValue { Value: var b }) || Math.Max(a.Length, b.Length) + 2 <= MaximumWidth)
        {
            return (OneLine(old, full), OneLine(@new, full));
        }

        var start = a.AsSpan().CommonPrefixLength(b) - Context;
        return start <= 0 ? (OneLine(old), OneLine(@new)) : (Cut(From(a, start)), Cut(From(b, start)));
    }

    /// <summary>"name: value", objects and lists an element a line, texts a line a line.</summary>
    public static IEnumerable<Line> Lines(string name, PropertyValue value, string indent, bool full)
    {
        var label = name.Length == 0 ? "" : name + ": ";
        return value switch
        {
            ObjectValue { Properties.Count: > 0 } map => [
                Line.Of($"{indent}{label}{{"),
                // Names beginning with two underscores are notes of providers.
                .. map.Properties.Where(pair => !pair.Key.StartsWith("__", StringComparison.Ordinal)).SelectMany(pair => Lines(pair.Key, pair.Value, indent + "    ", full)),
                Line.Of(indent + "}")],
            ArrayValue { Items.Length: > 0 } list => [
                Line.Of($"{indent}{label}["),
                .. list.Items.SelectMany(item => Lines("", item, indent + "    ", full)),
                Line.Of(indent + "]")],
            StringValue { Value: var text } when IsText(text) && full => [
                Line.Of($"{indent}{label}|"), .. Line.Block(text, indent + "    ")],
            StringValue { Value: var text } when IsText(text) => [Line.Of($"{indent}{label}({Count(text)} lines)")],
            _ => [Line.Of($"{indent}{label}{OneLine(value, full)}")],
        };
    }

    public static bool IsText(string text) => text.Contains('\n', StringComparison.Ordinal);

    /// <summary>In at most as many characters as a line of a summary has.</summary>
    public static string Cut(string text)
    {
        if (text.Length <= MaximumWidth)
        {
            return text;
        }

        var end = MaximumWidth - 1;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + "…";
    }

    private static string From(string text, int start) =>
        "…" + PropertyText.Quote(text[(start < text.Length && char.IsLowSurrogate(text[start]) ? start + 1 : Math.Min(start, text.Length))..]);

    private static string Asset(string kind, string from, string hash) => hash.Length == 0 ? $"{kind}({from})" : $"{kind}({from}, {hash[..Math.Min(ShortHash, hash.Length)]})";

    private static int Count(string text) => text.TrimEnd('\n').Count(c => c == '\n') + 1;
}
