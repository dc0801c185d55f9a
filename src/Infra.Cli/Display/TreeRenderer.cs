using System.Globalization;
using Infra.Engine.Events;

namespace Infra.Cli.Display;

/// <summary>What the tree shows, beside the model.</summary>
/// <param name="Width">Columns there are.</param>
/// <param name="Now">For elapsed times.</param>
internal sealed record TreeOptions(int Width, DateTimeOffset Now)
{
    public bool IsPreview { get; init; }

    public bool ShowSames { get; init; }

    public bool Urns { get; init; }
}

/// <summary>Resources as a tree by parent: type, name, plan or status, information.</summary>
internal static class TreeRenderer
{
    private const int Gap = 2;
    private const int SymbolWidth = 5;
    private const int MinimumInfo = 8;
    private const int MinimumType = 8;
    private const int MinimumName = 8;

    public static IReadOnlyList<Line> Render(OperationModel model, TreeOptions options)
    {
        var entries = TreeOrder.Of(model, options).ToList();
        if (entries.Count == 0)
        {
            return [];
        }

        var cells = entries.ConvertAll(entry => Cells(entry, options));
        string[] heads = ["Type", "Name", options.IsPreview ? "Plan" : "Status"];
        var widths = Enumerable.Range(0, 3).Select(i => cells.Max(cell => Columns.Of(cell.Columns[i]))).Zip(heads, (w, head) => Math.Max(w, head.Length)).ToArray();
        Fit(widths, options.Width);
        var info = cells.Exists(cell => cell.Info.Length > 0) ? "Info" : "";
        return [
            Compose(new Span("     "), heads, Ink.Bold, widths, new Span(info, Ink.Bold), options.Width),
            .. cells.Select(cell => Compose(cell.Symbol, cell.Columns, cell.Symbol.Ink, widths, new Span(cell.Info, cell.InfoInk), options.Width))];
    }

    /// <summary>Types give way when there is too little room, then names: what happens matters most.</summary>
    private static void Fit(int[] widths, int width)
    {
        foreach (var (column, minimum) in new[] { (0, MinimumType), (1, MinimumName) })
        {
            var excess = Fixed(widths) - Gap - width;
            if (excess > 0)
            {
                widths[column] = Math.Max(Math.Min(minimum, widths[column]), widths[column] - excess);
            }
        }
    }

    private static int Fixed(int[] widths) => SymbolWidth + widths.Sum() + (3 * Gap);

    private static Line Compose(Span symbol, string[] columns, Ink ink, int[] widths, Span info, int width)
    {
        var head = ink == Ink.Bold ? ink : Ink.Plain;
        return Line.Of(
            symbol,
            new Span(Columns.Pad(Columns.Cut(columns[0], widths[0]), widths[0] + Gap), head),
            new Span(Columns.Pad(Columns.Cut(columns[1], widths[1]), widths[1] + Gap), head),
            new Span(Columns.Pad(columns[2], widths[2] + Gap), ink),
            info.Text.Length == 0 || width - Fixed(widths) < MinimumInfo ? new Span("") : info).Clip(width);
    }

    private static (Span Symbol, string[] Columns, string Info, Ink InfoInk) Cells(TreeEntry entry, TreeOptions options)
    {
        var row = entry.Row;
        var op = Operation(row, options);
        var seen = op == StepOp.Refresh && row.Phase == RowPhase.Done ? Finding.Of(row.Telling) : null;
        var ink = row.Phase == RowPhase.Failed ? Ink.BoldRed : seen?.Ink ?? StepText.Color(op);
        var type = Urns.ShortType(row.Step.Type);
        return (
            new Span($" {seen?.Symbol ?? StepText.Symbol(op),-2}  ", ink),
            [entry.Branch + ControlText.Show(type), ControlText.Show(options.Urns ? row.Urn : Urns.Name(row.Urn)), Status(row, op, options, seen)],
            Info(row),
            row.Errors > 0 ? Ink.Red : row.Warnings > 0 ? Ink.Yellow : Ink.Plain);
    }

    /// <summary>A replacement is one thing but while its halves are under way.</summary>
    private static StepOp Operation(Row row, TreeOptions options) => row switch
    {
        { IsReplacement: true } when options.IsPreview || row.Phase != RowPhase.Running => StepOp.Replace,
        { IsNews: false, Phase: not RowPhase.Running } => StepOp.Same,
        _ => row.Step.Op == StepOp.Same ? row.Telling.Op : row.Step.Op,
    };

    private static string Status(Row row, StepOp op, TreeOptions options, Finding? seen) => row switch
    {
        { Phase: RowPhase.Failed } => StepText.Failed(row.Step.Op),
        _ when options.IsPreview => seen?.Word ?? StepText.Planned(op),
        { Phase: RowPhase.Running } => op == StepOp.Same ? "" : $"{StepText.Running(op)} ({Seconds(options.Now - row.Started)})",
        _ => op == StepOp.Same ? "" : $"{seen?.Word ?? StepText.Done(op)} ({DurationText.Render((row.Ended ?? options.Now) - row.Started)})",
    };

    private static string Seconds(TimeSpan elapsed) => ((int)Math.Max(0, elapsed.TotalSeconds)).ToString(CultureInfo.InvariantCulture) + "s";

    private static string Info(Row row)
    {
        if (row is { Phase: RowPhase.Running, Progress.Length: > 0 })
        {
            return ControlText.StripStyle(row.Progress).ReplaceLineEndings(" ");
        }

        var brief = row.Telling.Op is StepOp.Update or StepOp.Replace or StepOp.CreateReplacement or StepOp.Refresh or StepOp.ImportReplacement
            ? StepChanges.Brief(row.Telling) : "";
        return string.Join("; ", new[] { Count(row.Errors, "error"), Count(row.Warnings, "warning"), brief }.Where(text => text.Length > 0));
    }

    private static string Count(int count, string noun) => count switch { 0 => "", 1 => $"1 {noun}", _ => $"{count} {noun}s" };
}
