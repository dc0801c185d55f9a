using System.CommandLine;

namespace Infra.Cli.Commands.Help;

/// <summary>How commands, arguments and options are written.</summary>
internal static class HelpSyntax
{
    /// <summary>"infra stack init".</summary>
    public static string Path(Command command) => command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{Path(parent)} {command.Name}" : "infra";

    public static string Usage(Command command) => string.Join(' ', new[]
    {
        Path(command),
        command.Subcommands.Count == 0 ? "" : command.Action is null ? "<command>" : "[<command>]",
        string.Join(' ', command.Arguments.Select(Label)),
        "[options]",
    }.Where(part => part.Length > 0));

    public static string Label(Command command) => string.Join(", ", command.Aliases.Order(StringComparer.Ordinal).Prepend(command.Name).Distinct());

    public static string Label(Argument argument) => (argument.Arity.MinimumNumberOfValues == 0 ? $"[<{argument.Name}>]" : $"<{argument.Name}>") + (argument.Arity.MaximumNumberOfValues > 1 ? "..." : "");

    /// <summary>"-s, --stack &lt;name&gt;".</summary>
    public static string Label(Option option)
    {
        var names = option.Aliases.Where(alias => alias is ['-', not ('-' or '?')])
            .Append(option.Name).Concat(option.Aliases.Where(alias => alias.Length > 2 && alias != option.Name).Order(StringComparer.Ordinal));
        return string.Join(", ", names) + (option is Option<bool> || option.Arity.MaximumNumberOfValues == 0 ? "" : $" <{option.HelpName ?? option.Name.TrimStart('-')}>");
    }

    /// <summary>Options that every command has.</summary>
    public static IEnumerable<Option> Global(Command command) => Root(command).Options.Where(option => option.Recursive && !option.Hidden);

    public static Command Root(Command command) => command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? Root(parent) : command;
}
