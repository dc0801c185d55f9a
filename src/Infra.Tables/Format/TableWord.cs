using System.Text;

namespace Infra.Tables.Format;

/// <summary>A word of a line: name, or name=value. A value may be in quotes, in which \ stands before a quote or another \.</summary>
internal sealed record TableWord(string Text, string? Value, TextPlace Place)
{
    /// <summary>The words of a line up to a comment.</summary>
    public static List<TableWord> Split(string line, int number, List<TableProblem> problems)
    {
        var words = new List<TableWord>();
        var at = 0;
        while (true)
        {
            while (at < line.Length && char.IsWhiteSpace(line[at]))
            {
                at++;
            }

            if (at == line.Length || line[at] == '#')
            {
                return words;
            }

            words.Add(Read(line, number, ref at, problems));
        }
    }

    private static TableWord Read(string line, int number, ref int at, List<TableProblem> problems)
    {
        var start = at;
        var text = new StringBuilder();
        var equals = -1;
        for (var quoted = false; at < line.Length && (quoted || !char.IsWhiteSpace(line[at])); at++)
        {
            var c = line[at];
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (quoted && c == '\\' && at + 1 < line.Length)
            {
                text.Append(line[++at]);
            }
            else
            {
                equals = c == '=' && !quoted && equals < 0 ? text.Length : equals;
                text.Append(c);
            }

            if (quoted && at + 1 == line.Length)
            {
                problems.Add(new TableProblem(TableProblem.Malformed, new TextPlace(number, start + 1, at + 1 - start), "the quote is not closed"));
            }
        }

        var whole = text.ToString();
        var place = new TextPlace(number, start + 1, at - start);
        return equals < 0 ? new TableWord(whole, null, place) : new TableWord(whole.Substring(0, equals), whole.Substring(equals + 1), place);
    }
}
