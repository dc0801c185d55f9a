using Infra.Engine.Diagnostics;

namespace Infra.Cli.Display;

/// <summary>A problem as people read it: summary, place, detail, help, where to read on.</summary>
internal static class ErrorRenderer
{
    public static IEnumerable<Line> Render(InfraException problem)
    {
        yield return Line.Of(new Span($"error {problem.Code}: ", Ink.BoldRed), new Span(problem.Message, Ink.Bold));
        if (problem.Place.Length > 0)
        {
            yield return Line.Of(new Span("  at "), new Span(problem.Place, Ink.Cyan));
        }

        foreach (var line in Section(problem.Detail))
        {
            yield return line;
        }

        if (problem.Help.Length > 0)
        {
            yield return Line.Of("  help:", Ink.Green);
            foreach (var line in Line.Block(problem.Help, "    "))
            {
                yield return line;
            }
        }

        yield return Line.Of($"  more: docs/diagnostics/{problem.Code}.md", Ink.Dim);
    }

    /// <summary>For a state of affairs that cannot be: a bug.</summary>
    public static IEnumerable<Line> RenderBug(Exception exception, bool verbose)
    {
        yield return Line.Of(new Span("error: ", Ink.BoldRed), new Span("this is a bug in infra", Ink.Bold));
        foreach (var line in Section(verbose ? exception.ToString() : $"{exception.GetType().Name}: {exception.Message}"))
        {
            yield return line;
        }

        yield return Line.Of("  help:", Ink.Green);
        yield return Line.Of(verbose ? "    please report it with the text above" : "    please report it with what the same command says with --verbose");
    }

    private static IEnumerable<Line> Section(string text) => text.Length == 0 ? [] : Line.Message(text, "  ");
}
