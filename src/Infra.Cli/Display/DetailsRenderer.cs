using Infra.Engine.Events;

namespace Infra.Cli.Display;

/// <summary>Below the tree: for each changed resource what of it changes.</summary>
internal static class DetailsRenderer
{
    public static IReadOnlyList<Line> Render(OperationModel model, bool full)
    {
        var blocks = model.Rows.Where(row => !Urns.IsDefaultProvider(row.Urn))
            .Select(row => Block(row, full)).Where(block => block.Count > 0).ToList();
        return blocks.Count == 0 ? [] : [Line.Of("Changes:", Ink.Bold), .. blocks.SelectMany(block => block), Line.Empty];
    }

    private static List<Line> Block(Row row, bool full)
    {
        var found = row.Telling.Op != StepOp.Refresh || row.Phase == RowPhase.Done;
        if (!found || row.Telling.Op is not (StepOp.Update or StepOp.Replace or StepOp.CreateReplacement or StepOp.Refresh))
        {
            return [];
        }

        var step = row.Telling;
        var op = row.IsReplacement ? StepOp.Replace : step.Op;
        var seen = op == StepOp.Refresh ? Finding.Of(step) : null;
        var head = Line.Of(
            new Span($"  {seen?.Symbol ?? StepText.Symbol(op)} ", seen?.Ink ?? StepText.Color(op)),
            new Span($"{Urns.ShortType(step.Type)} {Urns.Name(step.Urn)}", Ink.Bold),
            new Span(Word(op, step)));
        List<Line> lines = [.. ReplaceReasons.Lines(step, "      "), .. ChangeRenderer.Render(StepChanges.Of(step), "      ", full)];
        return lines.Count == 0 && step.New is not null ? [] : [head, .. lines];
    }

    private static string Word(StepOp op, StepInfo step) => op switch
    {
        StepOp.Refresh when step.New is null => " (is gone: the state forgets it)",
        StepOp.Refresh => " (differs from the state, which takes it over)",
        StepOp.Replace => " (replace)",
        _ => "",
    };
}
