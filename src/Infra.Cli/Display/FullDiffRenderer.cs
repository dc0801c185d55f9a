using Infra.Engine.Events;
using Infra.Engine.State;

namespace Infra.Cli.Display;

/// <summary>--diff: every changed resource with its identity and every property that is made, changed or lost.</summary>
internal static class FullDiffRenderer
{
    public static IReadOnlyList<Line> Render(OperationModel model, TreeOptions options) =>
        [.. TreeOrder.Of(model, options).Where(entry => entry.Row.IsNews || options.ShowSames).SelectMany(entry => Block(entry.Row, options)), Line.Empty];

    private static IEnumerable<Line> Block(Row row, TreeOptions options)
    {
        var step = row.Telling;
        var op = row.IsReplacement ? StepOp.Replace : step.Op;
        var title = options.Urns ? step.Urn : $"{Urns.ShortType(step.Type)} {Urns.Name(step.Urn)}";
        var seen = op == StepOp.Refresh && row.Phase == RowPhase.Done ? Finding.Of(step) : null;
        var ink = seen?.Ink ?? StepText.Color(op);
        yield return Line.Of(new Span($"{seen?.Symbol ?? StepText.Symbol(op),-2} ", ink), new Span($"{title}:", Ink.Bold), new Span($" ({seen?.Word ?? op.Name()})", ink));
        foreach (var line in Identity(step, options).Select(text => Line.Of($"    [{text}]", Ink.Dim)).Concat(Properties(op, step)))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Identity(StepInfo step, TreeOptions options)
    {
        if ((step.Old ?? step.New)?.Id is { Length: > 0 } id)
        {
            yield return $"id={id}";
        }

        if (!options.Urns)
        {
            yield return $"urn={step.Urn}";
        }

        var (old, @new) = (step.Old?.Provider ?? "", step.New?.Provider ?? step.Old?.Provider ?? "");
        if (old.Length > 0 && old != @new)
        {
            yield return $"provider: {old} => {@new}";
        }
        else if (@new.Length > 0 && !Urns.IsDefaultProvider(@new))
        {
            yield return $"provider={@new}";
        }
    }

    private static IEnumerable<Line> Properties(StepOp op, StepInfo step) => op switch
    {
        StepOp.Create or StepOp.Import or StepOp.Read => Inputs(step.New, "+", Ink.Green),
        StepOp.Delete or StepOp.Discard => Inputs(step.Old, "-", Ink.Red),
        StepOp.Same => [],
        _ => ReplaceReasons.Lines(step, "    ").Concat(ChangeRenderer.Render(StepChanges.Of(step), "    ", full: true)),
    };

    private static IEnumerable<Line> Inputs(ResourceState? state, string symbol, Ink ink) =>
        (state?.Inputs ?? []).Where(pair => !pair.Key.StartsWith("__", StringComparison.Ordinal)).SelectMany(pair =>
        {
            var lines = ValueText.Lines(pair.Key, pair.Value, "      ", full: true).ToList();
            return lines.Skip(1).Prepend(Line.Of(new Span($"    {symbol} ", ink), new Span(lines[0].ToText(false).TrimStart())));
        });
}
