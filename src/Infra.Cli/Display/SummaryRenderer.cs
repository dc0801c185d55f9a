using Infra.Engine.Events;

namespace Infra.Cli.Display;

/// <summary>The tally and the duration.</summary>
internal static class SummaryRenderer
{
    private static readonly StepOp[] _order =
        [StepOp.Create, StepOp.Update, StepOp.Delete, StepOp.Replace, StepOp.Refresh, StepOp.Import, StepOp.RemovePendingReplace];

    public static IEnumerable<Line> Render(SummaryEvent summary, int errored)
    {
        var counts = _order.Select(op => (Op: op, Count: summary.Changes.GetValueOrDefault(op))).Where(pair => pair.Count > 0).ToList();
        var same = summary.Changes.GetValueOrDefault(StepOp.Same);
        var total = counts.Sum(pair => pair.Count);
        var tail = string.Join(". ", new[]
        {
            counts.Count > 1 ? $"{total} changes" : "",
            same > 0 ? $"{same} unchanged" : "",
            errored > 0 ? $"{errored} errored" : "",
        }.Where(text => text.Length > 0));

        yield return Line.Of("Resources:", Ink.Bold);
        foreach (var (op, count) in counts)
        {
            yield return Line.Of(new Span($"    {StepText.Symbol(op)} {count} {(summary.IsPreview ? "to " + op.Name() : StepText.Done(op))}", StepText.Color(op)));
        }

        if (tail.Length > 0 || counts.Count == 0)
        {
            yield return Line.Of("    " + (tail.Length > 0 ? tail : "none"));
        }

        yield return Line.Empty;
        yield return Line.Of($"Duration: {DurationText.Render(summary.Duration)}");
    }
}
