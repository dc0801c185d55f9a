using System.CommandLine;

namespace Infra.Cli.Commands;

/// <summary>`infra state …`: changes of a stack's state by hand. The real things stay as they are.</summary>
internal static class StateCommands
{
    public static Command Create(CommandSet set)
    {
        var command = new Command("state", "Change a stack's state by hand; the real things stay as they are");
        foreach (var inner in (IEnumerable<Command>)[StateDelete.Create(set), .. StateMark.Create(set), StateRenaming.Create(set), StateMoving.Create(set), StateRepairing.Create(set), StateEditing.Create(set)])
        {
            command.Subcommands.Add(inner);
        }

        return command;
    }
}
