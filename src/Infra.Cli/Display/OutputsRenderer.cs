using Infra.Protocol.Properties;

namespace Infra.Cli.Display;

/// <summary>The stack's outputs, those that changed marked.</summary>
internal static class OutputsRenderer
{
    public static IReadOnlyList<Line> Render(PropertyMap old, PropertyMap @new, bool showSecrets = false)
    {
        var names = old.Keys.Union(@new.Keys).Order(StringComparer.Ordinal).ToList();
        return names.Count == 0
            ? []
            : [Line.Of("Outputs:", Ink.Bold), .. names.SelectMany(name => One(name, Shown(old, name, showSecrets), Shown(@new, name, showSecrets))), Line.Empty];
    }

    private static PropertyValue? Shown(PropertyMap map, string name, bool showSecrets) =>
        map.GetValueOrDefault(name) is { } value ? showSecrets ? Secrets.Reveal(value) : value : null;

    private static IEnumerable<Line> One(string name, PropertyValue? old, PropertyValue? @new) => (old, @new) switch
    {
        _ when Equals(old, @new) => ValueText.Lines(name, @new ?? PropertyValue.Null, "    ", full: true),
        (null, not null) => Marked("+", Ink.Green, name, @new),
        (not null, null) => Marked("-", Ink.Red, name, old),
        _ when PropertyDiffer.Values(name, old, @new).ToList() is { Count: > 0 } changes => ChangeRenderer.Render(changes, "  ", full: true),
        _ => ValueText.Lines(name, @new!, "    ", full: true),
    };

    private static IEnumerable<Line> Marked(string symbol, Ink ink, string name, PropertyValue value)
    {
        var lines = ValueText.Lines(name, value, "    ", full: true).ToList();
        return lines.Skip(1).Prepend(Line.Of(new Span($"  {symbol} ", ink), new Span(lines[0].ToText(false).TrimStart())));
    }
}
