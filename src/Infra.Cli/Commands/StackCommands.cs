using System.CommandLine;

namespace Infra.Cli.Commands;

/// <summary>`infra stack …`.</summary>
internal static class StackCommands
{
    public static Command Create(CommandSet set)
    {
        var command = StackShow.Create(set);
        foreach (var inner in (IEnumerable<Command>)[.. StackLife.Create(set), StackList.Create(set), StackOutput.Create(set), StackRenaming.Create(set), StackTag.Create(set), StackGraph.Create(set), StackChangeSecrets.Create(set), StackHistory.Create(set), .. StackTransfer.Create(set)])
        {
            command.Subcommands.Add(inner);
        }

        return command;
    }
}
