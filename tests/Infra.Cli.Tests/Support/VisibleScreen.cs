using System.Globalization;
using System.Text.RegularExpressions;

namespace Infra.Cli.Tests.Support;

/// <summary>What a person sees at the end of what was written to a terminal: lines wrap, and the few sequences that infra uses are obeyed.</summary>
internal sealed partial class VisibleScreen(int width)
{
    private readonly List<List<char>> _lines = [[]];
    private int _row;
    private int _column;

    public static string Of(string written, int width)
    {
        var screen = new VisibleScreen(width);
        foreach (var piece in Pieces().Matches(written).Select(match => match.Value))
        {
            screen.Take(piece);
        }

        return string.Join('\n', screen._lines.Select(line => new string([.. line]).TrimEnd())).TrimEnd('\n') + "\n";
    }

    private void Take(string piece)
    {
        switch (piece)
        {
            case "\n":
                _row++;
                _column = 0;
                break;
            case "\r":
                _column = 0;
                break;
            case "\u001b[J":
                Line.RemoveRange(Math.Min(_column, Line.Count), Math.Max(0, Line.Count - _column));
                _lines.RemoveRange(_row + 1, _lines.Count - _row - 1);
                break;
            case [.., 'A'] when piece.StartsWith("\u001b[", StringComparison.Ordinal):
                _row = Math.Max(0, _row - int.Parse(piece[2..^1], CultureInfo.InvariantCulture));
                break;
            case ['\u001b', '[', .., 'm' or 'h' or 'l']:
                break;
            case [var c] when !char.IsControl(c):
                Put(c);
                break;
            default:
                throw new InvalidOperationException($"infra sent the terminal {string.Join(' ', piece.Select(c => ((int)c).ToString("x2", CultureInfo.InvariantCulture)))}");
        }
    }

    private List<char> Line
    {
        get
        {
            while (_lines.Count <= _row)
            {
                _lines.Add([]);
            }

            return _lines[_row];
        }
    }

    private void Put(char c)
    {
        if (_column == width)
        {
            _row++;
            _column = 0;
        }

        while (Line.Count <= _column)
        {
            Line.Add(' ');
        }

        Line[_column++] = c;
    }

    [GeneratedRegex("\u001b\\[[0-9;?]*[A-Za-z]|[\\s\\S]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Pieces();
}
