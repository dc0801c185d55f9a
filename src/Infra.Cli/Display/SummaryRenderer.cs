using System.Globalization;
using Infra.Engine.Events;

namespace Infra.Cli.Display;

/// <summary>The tally and the duration.</summary>
internal static class SummaryRenderer
{
    private static readonly StepOp[] _order =
        [StepOp.Create, StepOp.Update, StepOp.Delete, StepOp.Replace, StepOp.Refresh, StepOp.Import, StepOp.RemovePendingReplace];

    /// <param name="summary">The end of the operation.</param>
    /// <param name="errored">How many resources failed.</param>
    /// <param name="showShares">And where the time went.</param>
    public static IEnumerable<Line> Render(SummaryEvent summary, int errored, bool showShares = false)
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
        if (showShares && summary.Shares is { } shares)
        {
            yield return Line.Of($"    the program {Exact(shares.Program)}, providers {Exact(shares.Providers)}, the engine {Exact(shares.Engine)}");
        }
    }

    private static string Exact(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture) + " s";
}
