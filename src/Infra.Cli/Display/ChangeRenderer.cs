using Infra.Protocol.Properties;

namespace Infra.Cli.Display;

/// <summary>Property changes as lines: texts line by line, everything else old => new.</summary>
internal static class ChangeRenderer
{
    private const int ShortText = 12;

    public static IEnumerable<Line> Render(IEnumerable<PropertyChange> changes, string indent, bool full) =>
        changes.SelectMany(change => Render(change, indent, full));

    private static IEnumerable<Line> Render(PropertyChange change, string indent, bool full)
    {
        var mark = change.Replaces ? new Span("  [replaces]", Ink.Magenta) : new Span("");
        var symbol = new Span($"{indent}{change.Symbol} ", change.Ink);
        if (change.Hidden)
        {
            return [Line.Of(symbol, new Span($"{change.Path}: "), new Span("[diff hidden]", Ink.Dim), mark)];
        }

        return (change.Old, change.New) switch
        {
            (StringValue old, StringValue @new) when ValueText.IsText(old.Value + @new.Value) =>
                Text(change, TextDiff.Compare(old.Value, @new.Value), symbol, mark, indent, full),
            (not null, not null) when ValueText.Pair(change.Old, change.New, full) is var (old, @new) =>
                [Line.Of(symbol, new Span($"{change.Path}: "), new Span(old, Ink.Dim), new Span($" => {@new}"), mark)],
            _ => Whole(change, symbol, mark, indent, full),
        };
    }

    private static IEnumerable<Line> Whole(PropertyChange change, Span symbol, Span mark, string indent, bool full)
    {
        var value = change.New ?? change.Old ?? PropertyValue.Null;
        if (value is StringValue { Value: var label } && change.Path.EndsWith($"[{label}]", StringComparison.Ordinal))
        {
            return [Line.Of(symbol, new Span(change.Path), mark)];
        }

        var lines = ValueText.Lines(change.Path, value, indent + "  ", full).ToList();
        var first = Line.Of(symbol, new Span(lines[0].ToText(false).TrimStart()), mark);
        return lines.Skip(1).Prepend(first);
    }

    private static IEnumerable<Line> Text(PropertyChange change, IReadOnlyList<Hunk> hunks, Span symbol, Span mark, string indent, bool full)
    {
        var (added, removed) = (hunks.Sum(hunk => hunk.Added.Count), hunks.Sum(hunk => hunk.Removed.Count));
        if (hunks.Count == 0)
        {
            return [Line.Of(symbol, new Span($"{change.Path}: differs in line ends only"), mark)];
        }

        if (!full && added + removed > ShortText)
        {
            return [Line.Of(symbol, new Span($"{change.Path}: +{added} -{removed} lines, --diff shows them"), mark)];
        }

        return hunks.SelectMany(hunk => Lines(hunk, indent + "    ", full)).Prepend(Line.Of(symbol, new Span(change.Path), mark));
    }

    private static IEnumerable<Line> Lines(Hunk hunk, string indent, bool full) =>
    [
        Line.Of($"{indent}@@ {Place(hunk)} @@", Ink.Cyan),
        .. hunk.Removed.Select(line => Line.Of($"{indent}-{(full ? line : ValueText.Cut(line))}", Ink.Red)),
        .. hunk.Added.Select(line => Line.Of($"{indent}+{(full ? line : ValueText.Cut(line))}", Ink.Green)),
    ];

    private static string Place(Hunk hunk)
    {
        var (start, count) = hunk.Added.Count > 0 ? (hunk.NewLine, hunk.Added.Count) : (hunk.OldLine, hunk.Removed.Count);
        return count == 1 ? $"line {start}" : $"lines {start}-{start + count - 1}";
    }
}
