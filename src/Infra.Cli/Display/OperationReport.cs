using Infra.Cli.Costs;
using Infra.Engine;
using Infra.Engine.Events;

namespace Infra.Cli.Display;

/// <summary>What is shown of an operation.</summary>
internal sealed record ReportOptions(TreeOptions Tree)
{
    /// <summary>Properties in full, instead of the tree.</summary>
    public bool Diff { get; init; }

    /// <summary>False where lines told it already.</summary>
    public bool ShowTree { get; init; } = true;

    /// <summary>False where a preview showed them already.</summary>
    public bool ShowChanges { get; init; } = true;

    public bool ShowOutputs { get; init; } = true;

    public bool ShowSecrets { get; init; }

    /// <summary>Where the time went.</summary>
    public bool ShowShares { get; init; }
}

/// <summary>The end of an operation, and all of a preview: what stays on the screen.</summary>
internal static class OperationReport
{
    public static IReadOnlyList<Line> Render(OperationModel model, OperationResult result, ReportOptions options) =>
    [
        .. options.Tree.IsPreview ? AttentionRenderer.Render(model, options.Tree.Width) : [],
        .. options.Diff && options.ShowChanges ? FullDiffRenderer.Render(model, options.Tree) : Brief(model, options),
        .. options.ShowOutputs ? OutputsRenderer.Render(result.OldOutputs, result.Outputs, options.ShowSecrets) : [],
        .. SummaryRenderer.Render(Summary(model, result, options), model.Rows.Count(row => row.Phase == RowPhase.Failed || row.Errors > 0), options.ShowShares),
        .. options.Tree.IsPreview && result.Outcome == OperationOutcome.Succeeded ? Cost(model, options) : [],
    ];

    private static IEnumerable<Line> Brief(OperationModel model, ReportOptions options)
    {
        var tree = options.ShowTree ? TreeRenderer.Render(model, options.Tree) : [];
        return [.. tree, .. tree.Count > 0 ? [Line.Empty] : Array.Empty<Line>(), .. options.ShowChanges ? DetailsRenderer.Render(model, full: false) : []];
    }

    private static IEnumerable<Line> Cost(OperationModel model, ReportOptions options) =>
        CostRenderer.Render(CostComparison.Of(model), options.Tree.Width) is { Count: > 0 } lines ? lines.Prepend(Line.Empty) : [];

    private static SummaryEvent Summary(OperationModel model, OperationResult result, ReportOptions options) =>
        model.Summary ?? new SummaryEvent(options.Tree.Now, options.Tree.IsPreview, result.Duration, result.Changes, result.Outcome == OperationOutcome.Succeeded);
}
