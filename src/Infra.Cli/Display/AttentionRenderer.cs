using Infra.Engine.Events;

namespace Infra.Cli.Display;

/// <summary>Replacements, and deletions of what holds data, in words and before everything else.</summary>
internal static class AttentionRenderer
{
    public static IReadOnlyList<Line> Render(OperationModel model)
    {
        var sentences = model.InOrder.Where(row => row.Step.New?.Custom ?? row.Step.Old?.Custom ?? false)
            .Select(Sentence).Where(sentence => sentence.Length > 0).ToList();
        return sentences.Count == 0
            ? []
            : [Line.Of("Attention:", Ink.BoldRed), .. sentences.Select(sentence => Line.Of(new Span("  ! ", Ink.BoldRed), new Span(sentence))), Line.Empty];
    }

    private static string Sentence(Row row)
    {
        var what = $"{Kind(row.Step.Type)} {Urns.Name(row.Urn)}";
        if (row.IsReplacement)
        {
            var reasons = StepChanges.Of(row.Telling).Where(change => change.Replaces).Select(change => change.Path).ToList();
            return $"{what} will be replaced: the old one is deleted{(reasons.Count == 0 ? "" : ", because of " + string.Join(", ", reasons))}"
                + (HoldsData(row) ? "; its data is lost" : "");
        }

        return row.Steps.Any(step => step.Op == StepOp.Delete) && HoldsData(row) ? $"{what} holds data and will be deleted" : "";
    }

    private static bool HoldsData(Row row) => row.Step.Type == "machine:index:Database" || (row.Step.Old?.Protect ?? false);

    private static string Kind(string type) => type[(type.LastIndexOf(':') + 1)..];
}
