using System.Text.Json.Nodes;
using Infra.Cli.Display;
using Infra.Cli.Json;

namespace Infra.Cli.Doctor;

/// <summary>Findings for people and for scripts.</summary>
internal static class DoctorReport
{
    public static IReadOnlyList<Line> Render(IReadOnlyList<Finding> findings) =>
        [.. findings.SelectMany(Lines), Line.Empty, Line.Of(Tally(findings))];

    public static string RenderJson(IReadOnlyList<Finding> findings) => JsonText.Document(new JsonArray(
        [.. findings.Select(finding => (JsonNode)new JsonObject
        {
            ["subject"] = finding.Subject,
            ["health"] = Word(finding.Health),
            ["detail"] = finding.Detail,
            ["fix"] = finding.Fix.Length == 0 ? null : finding.Fix,
        })]));

    private static IEnumerable<Line> Lines(Finding finding) =>
    [
        Line.Of(new Span($"  {Word(finding.Health),-4}  ", Color(finding.Health)), new Span($"{finding.Subject}: ", Ink.Bold), new Span(finding.Detail)),
        .. finding.Fix.Length == 0 ? [] : Line.Block(finding.Fix, "          ", Ink.Dim),
    ];

    private static string Tally(IReadOnlyList<Finding> findings)
    {
        var (failed, warned) = (findings.Count(f => f.Health == Health.Fail), findings.Count(f => f.Health == Health.Warn));
        return failed + warned == 0 ? "Everything is well." : $"{findings.Count - failed - warned} ok, {warned} to look at, {failed} to repair.";
    }

    private static string Word(Health health) => health switch { Health.Ok => "ok", Health.Warn => "warn", _ => "fail" };

    private static Ink Color(Health health) => health switch { Health.Ok => Ink.Green, Health.Warn => Ink.Yellow, _ => Ink.BoldRed };
}
