namespace Infra.Cli.Display;

/// <summary>Breaks text between words.</summary>
internal static class WordWrap
{
    /// <param name="text">One paragraph.</param>
    /// <param name="first">Before the first line.</param>
    /// <param name="rest">Before the others.</param>
    /// <param name="width">Columns of a line with what stands before it; a longer word has a line of its own.</param>
    public static IEnumerable<string> Lines(string text, string first, string rest, int width)
    {
        var (line, before) = ("", first);
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && Columns.Of(before) + Columns.Of(line) + 1 + Columns.Of(word) > width)
            {
                yield return before + line;
                (line, before) = ("", rest);
            }

            line += line.Length == 0 ? word : " " + word;
        }

        if (line.Length > 0)
        {
            yield return before + line;
        }
    }
}
