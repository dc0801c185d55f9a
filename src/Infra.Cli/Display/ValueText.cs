using Infra.Protocol.Properties;

namespace Infra.Cli.Display;

/// <summary>Values as lines for people: secrets and unknowns by name only, long ones cut unless wanted in full.</summary>
internal static class ValueText
{
    private const int MaximumWidth = 100;

    /// <summary>On one line; null is nothing at all.</summary>
    public static string OneLine(PropertyValue? value, bool full = false)
    {
        var text = value is null ? "" : PropertyText.Render(value);
        return full || text.Length <= MaximumWidth ? text : text[..(MaximumWidth - 1)] + "…";
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

    private static int Count(string text) => text.TrimEnd('\n').Count(c => c == '\n') + 1;
}
