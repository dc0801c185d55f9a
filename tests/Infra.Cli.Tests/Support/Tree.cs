using System.CommandLine;
using Infra.Cli.Commands;

namespace Infra.Cli.Tests.Support;

/// <summary>All commands, each before those below it.</summary>
internal static class Tree
{
    public static IEnumerable<Command> Commands(CliWorkspace workspace) => Below(CommandTree.Create(
        new CliHost(new TestTerminal(), workspace.Directory, workspace.Variables, workspace.Clock, BuiltInProviders.Catalog, new TestComputer()), new GlobalOptions()));

    private static IEnumerable<Command> Below(Command command) => command.Subcommands.SelectMany(Below).Prepend(command);
}
