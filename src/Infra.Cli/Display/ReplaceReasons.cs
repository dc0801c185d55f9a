using Infra.Engine.Events;

namespace Infra.Cli.Display;

/// <summary>Why something is replaced, where that is no property of it.</summary>
internal static class ReplaceReasons
{
    /// <summary>Null for a property.</summary>
    public static string? Words(StepInfo step, string key) => Has(step, key) ? null : key switch
    {
        "replace" => "it was asked for with --replace",
        "taint" => "it is tainted",
        "custom" => "it was a component, or becomes one",
        "deletedWith" => "what it goes with is replaced",
        "replaceWith" => "something it has to be replaced with is replaced",
        "replacementTrigger" => "its replacement trigger changed",
        "#initerror" => "it did not become well when it was made",
        "provider" => "its provider is another one, or is replaced",
        _ => null,
    };

    public static IEnumerable<Line> Lines(StepInfo step, string indent) => step.ReplaceKeys.Select(key => Words(step, key)).OfType<string>()
        .Select(words => Line.Of(new Span($"{indent}! ", Ink.Magenta), new Span(words), new Span("  [replaces]", Ink.Magenta)));

    /// <summary>All of them on one line.</summary>
    public static string Sentence(StepInfo step)
    {
        var changed = StepChanges.Of(step).Where(change => change.Replaces).Select(change => change.Path).ToList();
        return string.Join("; ", step.ReplaceKeys.Select(key => Words(step, key)).OfType<string>()
            .Concat(changed.Count == 0 ? [] : [$"{string.Join(", ", changed)} {(changed.Count == 1 ? "changes" : "change")}"]));
    }

    private static bool Has(StepInfo step, string key) =>
        step.Old?.Inputs.ContainsKey(key) == true || step.New?.Inputs.ContainsKey(key) == true;
}
