using System.CommandLine;
using Infra.Cli.Display;

namespace Infra.Cli.Commands.Help;

/// <summary>What --help says of a command: what it does, how it is written, its commands, arguments and options by what they are about.</summary>
internal static class HelpText
{
    private const int Gap = 2;
    private const int WidestLabel = 34;

    /// <param name="command">Of the tree that <see cref="CommandTree"/> makes.</param>
    /// <param name="width">Columns there are.</param>
    public static IEnumerable<Line> Render(Command command, int width)
    {
        var sections = Sections(command).ToList();
        var label = Math.Min(WidestLabel, sections.SelectMany(section => section.Entries).Select(entry => entry.Label.Length).DefaultIfEmpty(0).Max());
        return [
            .. WordWrap.Lines(command.Description ?? "", "", "", width).Select(text => Line.Of(text)),
            Line.Empty,
            Line.Of("Usage:", Ink.Bold),
            Line.Of($"  {HelpSyntax.Usage(command)}"),
            .. sections.SelectMany(section => (IEnumerable<Line>)[Line.Empty, Line.Of($"{section.Title}:", Ink.Bold), .. section.Entries.SelectMany(entry => Entry(entry.Label, entry.Text, label, width))]),
            .. Examples(command),
            .. command.Subcommands.Count > 0 ? [Line.Empty, Line.Of($"{HelpSyntax.Path(command)} <command> --help says more of each.")] : Array.Empty<Line>(),
        ];
    }

    private static IEnumerable<(string Title, List<(string Label, string Text)> Entries)> Sections(Command command)
    {
        var commands = command.Subcommands.Where(inner => !inner.Hidden).GroupBy(inner => HelpGroups.OfCommand(command, inner));
        var options = command.Options.Where(option => !option.Hidden && !option.Recursive && option is not System.CommandLine.Help.HelpOption).GroupBy(option => HelpGroups.OfOption(option.Name));
        return commands.Select(group => (group.Key, group.Select(inner => (Label: HelpSyntax.Label(inner), Text: inner.Description ?? "")).ToList()))
            .Concat(command.Arguments.Count == 0 ? [] : [("Arguments", command.Arguments.Select(argument => (HelpSyntax.Label(argument), argument.Description ?? "")).ToList())])
            .Concat(options.OrderBy(group => HelpGroups.Place(group.Key)).Select(group => (group.Key, group.Select(option => (HelpSyntax.Label(option), option.Description ?? "")).ToList())))
            .Append(("Of every command", [.. HelpSyntax.Global(command).Select(option => (HelpSyntax.Label(option), option.Description ?? ""))]));
    }

    private static IEnumerable<Line> Entry(string label, string text, int width, int columns)
    {
        var indent = new string(' ', Gap + width + Gap);
        var lines = WordWrap.Lines(text, indent, indent, columns).ToList();
        return label.Length > width
            ? lines.Select(line => Line.Of(line)).Prepend(Line.Of($"  {label}"))
            : lines.Skip(1).Select(line => Line.Of(line)).Prepend(Line.Of($"  {label.PadRight(width)}  {(lines.Count == 0 ? "" : lines[0].TrimStart())}"));
    }

    private static IEnumerable<Line> Examples(Command command) => HelpExamples.Of(HelpSyntax.Path(command)) is { Length: > 0 } examples
        ? [Line.Empty, Line.Of("Examples:", Ink.Bold), .. examples.Select(example => Line.Of($"  {example}"))]
        : [];
}
