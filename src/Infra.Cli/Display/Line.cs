using System.Collections.Immutable;
using System.Text;

namespace Infra.Cli.Display;

/// <summary>A piece of a line. Control characters are taken out: what a server or provider says cannot steer the terminal.</summary>
internal readonly record struct Span
{
    public Span(string text, Ink ink = Ink.Plain)
    {
        Text = Clean(text);
        Ink = ink;
    }

    public string Text { get; }

    public Ink Ink { get; }

    private static string Clean(string text) =>
        text.Any(char.IsControl)
            ? string.Concat(text.Select(c => c == '\t' ? "    " : char.IsControl(c) ? "" : c.ToString()))
            : text;
}

/// <summary>One line for people; whether it is coloured is decided when it is written.</summary>
internal sealed record Line(ImmutableArray<Span> Spans)
{
    private const string Ellipsis = "…";

    public static Line Empty { get; } = new([]);

    /// <summary>Columns up to the last that is not blank.</summary>
    public int Width => string.Concat(Spans.Select(span => span.Text)).TrimEnd().Length;

    public static Line Of(string text, Ink ink = Ink.Plain) => new([new Span(text, ink)]);

    public static Line Of(params ReadOnlySpan<Span> spans) => new([.. spans]);

    /// <summary>The text as lines of the same ink, each after the given indentation.</summary>
    public static IEnumerable<Line> Block(string text, string indent = "", Ink ink = Ink.Plain) =>
        text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => Of(line.Length == 0 ? "" : indent + line, ink));

    public Line Indent(string indent) => new(Spans.Insert(0, new Span(indent)));

    /// <summary>This line in at most that many columns.</summary>
    public Line Clip(int width)
    {
        if (Width <= width)
        {
            return this;
        }

        var spans = ImmutableArray.CreateBuilder<Span>();
        var left = Math.Max(0, width - Ellipsis.Length);
        foreach (var span in Spans)
        {
            if (span.Text.TrimEnd().Length > left)
            {
                spans.Add(new Span(span.Text[..left] + Ellipsis, span.Ink));
                break;
            }

            var kept = span.Text.Length <= left ? span : new Span(span.Text[..left], span.Ink);
            spans.Add(kept);
            left -= kept.Text.Length;
        }

        return new Line(spans.ToImmutable());
    }

    public string ToText(bool colored)
    {
        var text = new StringBuilder();
        var last = Spans.Length;
        while (last > 0 && string.IsNullOrWhiteSpace(Spans[last - 1].Text))
        {
            last--;
        }

        for (var i = 0; i < last; i++)
        {
            var (content, code) = (i == last - 1 ? Spans[i].Text.TrimEnd() : Spans[i].Text, Spans[i].Ink.Code());
            if (colored && code.Length > 0 && content.Length > 0)
            {
                text.Append(code).Append(content).Append(Inks.Reset);
            }
            else
            {
                text.Append(content);
            }
        }

        return text.ToString();
    }
}
