using System.CommandLine;
using Infra.Engine.Diagnostics;

namespace Infra.Cli.Commands.Help;

/// <summary>What is wrong with a command line, and what was probably meant.</summary>
internal static class UsageErrors
{
    private const string CommandMissing = "Required command was not provided.";

    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var unknown = parsed.UnmatchedTokens.Where((token, i) => i == 0 || IsOption(token)).Select(token => Unknown(token, command)).ToList();
        var others = parsed.Errors.Select(error => error.Message)
            .Where(message => parsed.UnmatchedTokens.Count == 0 || (message != CommandMissing && !parsed.UnmatchedTokens.Any(token => message.Contains($"'{token}'", StringComparison.Ordinal))))
            .Select(message => message == CommandMissing ? $"'{HelpSyntax.Path(command)}' needs one of its commands: {string.Join(", ", Names(command))}" : message);
        return [.. unknown, .. others];
    }

    private static string Unknown(string token, Command command)
    {
        var path = HelpSyntax.Path(command);
        if (IsOption(token))
        {
            var name = token.Split('=')[0];
            return $"'{path}' has no option '{name}'.{DidYouMean.Hint(name, command.Options.Concat(HelpSyntax.Global(command)).SelectMany(option => option.Aliases.Append(option.Name)))}";
        }

        return command.Subcommands.Count > 0
            ? $"'{path}' has no command '{token}'.{DidYouMean.Hint(token, Names(command))}"
            : $"'{path}' takes no '{token}'{(command.Arguments.Count == 0 ? ": it has no arguments" : $" after {string.Join(' ', command.Arguments.Select(HelpSyntax.Label))}")}.";
    }

    private static IEnumerable<string> Names(Command command) => command.Subcommands.Where(inner => !inner.Hidden).SelectMany(inner => inner.Aliases.Prepend(inner.Name)).Distinct(StringComparer.Ordinal);

    private static bool IsOption(string token) => token.StartsWith('-') && token.Length > 1;
}
