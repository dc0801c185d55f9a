using Infra.Cli.Display;

namespace Infra.Cli.Costs;

/// <summary>A heading over entries: a name on the left, and text on the right that goes on below itself.</summary>
internal static class Columns
{
    private const int LeastWidth = 30;
    private const int MostWidth = 110;
    private const string Indent = "    ";

    public static IEnumerable<Line> Render(string heading, IReadOnlyList<(string Name, string Text)> entries, int width)
    {
        if (entries.Count == 0)
        {
            return [];
        }

        var names = entries.Max(entry => entry.Name.Length);
        var room = Math.Max(LeastWidth, Math.Min(width, MostWidth) - Indent.Length - names - 2);
        return
        [
            Line.Empty,
            Line.Of(heading, Ink.Bold),
            .. entries.SelectMany(entry => Wrap(entry.Text, room).Select((text, i) => Line.Of($"{Indent}{(i == 0 ? entry.Name : "").PadRight(names)}  {text}"))),
        ];
    }

    /// <summary>Lines of at most that many characters, but for words that are longer; one at least.</summary>
    internal static IEnumerable<string> Wrap(string text, int room)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > room)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        yield return line;
    }
}
