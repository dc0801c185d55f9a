using Infra.Engine.Events;
using Infra.Engine.State;

namespace Infra.Cli.Display;

/// <summary>What cannot be undone, in words and before everything else: first deletions of what holds data or is protected, then replacements.</summary>
internal static class AttentionRenderer
{
    private const string Mark = "  ! ";

    public static IReadOnlyList<Line> Render(OperationModel model, int width)
    {
        var told = model.Rows.Where(row => (row.Step.New?.Custom ?? row.Step.Old?.Custom ?? false) && !Urns.IsDefaultProvider(row.Urn))
            .Select(row => (Row: row, Text: Sentence(row))).Where(entry => entry.Text.Length > 0)
            .OrderByDescending(entry => IsGrave(entry.Row)).ToList();
        return told.Count == 0
            ? []
            : [Line.Of("Attention:", Ink.BoldRed), .. told.SelectMany(entry => Lines(entry.Text, width)), Line.Empty];
    }

    private static IEnumerable<Line> Lines(string text, int width)
    {
        var lines = WordWrap.Lines(ControlText.Show(text), "", "    ", width - Mark.Length).ToList();
        return lines.Skip(1).Select(line => Line.Of(line)).Prepend(Line.Of(new Span(Mark, Ink.BoldRed), new Span(lines[0])));
    }

    private static string Sentence(Row row)
    {
        var what = $"{Urns.Kind(row.Step.Type)} {Urns.Name(row.Urn)}";
        if (row.IsReplacement)
        {
            var reasons = ReplaceReasons.Sentence(row.Telling);
            return $"{what} will be replaced{(reasons.Length == 0 ? "" : $" ({reasons})")}: {Order(row)}{Loss(row)}";
        }

        return row.Steps.Any(step => step.Op == StepOp.Delete) && IsGrave(row) ? $"{what} {Property(row)} and will be deleted{Loss(row)}" : "";
    }

    private static string Order(Row row)
    {
        var halves = row.Steps.Select(step => step.Op).Where(op => op is StepOp.CreateReplacement or StepOp.DeleteReplaced).ToList();
        return Old(row) is { RetainOnDelete: true } ? "a new one is made, and the old one is left as it is"
            : halves is [StepOp.DeleteReplaced, ..] ? "the old one is deleted first, then a new one is made"
            : "a new one is made, then the old one is deleted";
    }

    private static string Property(Row row) => Old(row) switch
    {
        { Protect: true } old when DataBearing.Is(old) => "holds data, is protected,",
        { Protect: true } => "is protected",
        _ => "holds data",
    };

    private static string Loss(Row row) => IsGrave(row) && Old(row) is { } old && DataBearing.Is(old) ? "; its data is lost" : "";

    private static bool IsGrave(Row row) => Old(row) is { RetainOnDelete: false } old && (old.Protect || DataBearing.Is(old));

    private static ResourceState? Old(Row row) => row.Steps.Select(step => step.Old).FirstOrDefault(old => old is not null);
}
