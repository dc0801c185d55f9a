using Infra.Engine.Events;
using Infra.Protocol.Providers;

namespace Infra.Cli.Display;

/// <summary>Messages by resource, in the order of their first.</summary>
internal static class DiagnosticsRenderer
{
    public static IReadOnlyList<Line> Render(OperationModel model)
    {
        var groups = model.Diagnostics.GroupBy(diagnostic => diagnostic.Urn, StringComparer.Ordinal).ToList();
        var said = model.ProgramOutput.SelectMany(output => Line.Message(output.Line, "    ", Ink.Dim)).ToList();
        if (groups.Count == 0 && said.Count == 0)
        {
            return [];
        }

        return [
            Line.Of("Diagnostics:", Ink.Bold),
            .. said.Count == 0 ? [] : (IEnumerable<Line>)[Line.Of("  the program wrote:"), .. said],
            .. groups.SelectMany(Group),
            Line.Empty];
    }

    public static string Word(LogSeverity severity) => severity switch
    {
        LogSeverity.Error => "error",
        LogSeverity.Warning => "warning",
        LogSeverity.Info => "info",
        _ => "debug",
    };

    public static Ink Color(LogSeverity severity) => severity switch
    {
        LogSeverity.Error => Ink.BoldRed,
        LogSeverity.Warning => Ink.Yellow,
        _ => Ink.Plain,
    };

    private static IEnumerable<Line> Group(IGrouping<string, DiagnosticEvent> group) =>
        group.SelectMany(Message).Prepend(Line.Of(group.Key.Length == 0 ? "  the operation:" : $"  {Urns.ShortType(Urns.Type(group.Key))} ({Urns.Name(group.Key)}):"));

    private static IEnumerable<Line> Message(DiagnosticEvent diagnostic)
    {
        var lines = ControlText.StripStyle(diagnostic.Message).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        yield return Line.Of(new Span($"    {Word(diagnostic.Severity)}: ", Color(diagnostic.Severity)), new Span(lines[0]));
        foreach (var line in lines.Skip(1))
        {
            yield return Line.Of(line.Length == 0 ? "" : "      " + line);
        }
    }
}
