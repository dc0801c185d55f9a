namespace Infra.Cli.Display;

/// <summary>Rows in columns as wide as they need, two blanks apart.</summary>
internal static class Table
{
    public static IReadOnlyList<Line> Render(IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = heads.Select((head, i) => rows.Select(row => Columns.Of(ControlText.Show(row[i]))).Prepend(head.Length).Max()).ToList();
        return [Row(heads, widths, Ink.Bold), .. rows.Select(row => Row(row, widths, Ink.Plain))];
    }

    private static Line Row(IReadOnlyList<string> cells, List<int> widths, Ink ink) =>
        Line.Of(string.Join("  ", cells.Select((cell, i) => Columns.Pad(ControlText.Show(cell), widths[i]))), ink);
}
