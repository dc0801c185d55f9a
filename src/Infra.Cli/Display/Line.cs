using System.Collections.Immutable;
using System.Text;

namespace Infra.Cli.Display;

/// <summary>A piece of a line. Control characters are made visible: what a server or provider says cannot steer the terminal.</summary>
internal readonly record struct Span
{
    public Span(string text, Ink ink = Ink.Plain)
    {
        Text = ControlText.Show(text);
        Ink = ink;
    }

    public string Text { get; }

    public Ink Ink { get; }
}

/// <summary>One line for people; whether it is coloured is decided when it is written.</summary>
internal sealed record Line(ImmutableArray<Span> Spans)
{
    private const string Ellipsis = "…";

    public static Line Empty { get; } = new([]);

    /// <summary>Columns up to the last that is not blank.</summary>
    public int Width => Columns.Of(string.Concat(Spans.Select(span => span.Text)).TrimEnd());

    public static Line Of(string text, Ink ink = Ink.Plain) => new([new Span(text, ink)]);

    public static Line Of(params ReadOnlySpan<Span> spans) => new([.. spans]);

    /// <summary>The text as lines of the same ink, each after the given indentation.</summary>
    public static IEnumerable<Line> Block(string text, string indent = "", Ink ink = Ink.Plain) =>
        text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => Of(line.Length == 0 ? "" : indent + line, ink));

    /// <summary>What somebody else said, as lines; without the colours it came in.</summary>
    public static IEnumerable<Line> Message(string text, string indent = "", Ink ink = Ink.Plain) => Block(ControlText.StripStyle(text), indent, ink);

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
            if (Columns.Of(span.Text.TrimEnd()) > left)
            {
                spans.Add(new Span(Columns.Take(span.Text, left) + Ellipsis, span.Ink));
                break;
            }

            var kept = Columns.Of(span.Text) <= left ? span : new Span(Columns.Take(span.Text, left), span.Ink);
            spans.Add(kept);
            left -= Columns.Of(kept.Text);
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
