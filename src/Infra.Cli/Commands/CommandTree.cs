using System.CommandLine;
using System.CommandLine.Help;
using Infra.Cli.Commands.Help;

namespace Infra.Cli.Commands;

/// <summary>All commands.</summary>
internal static class CommandTree
{
    public static RootCommand Create(CliHost host, GlobalOptions globals)
    {
        var root = new RootCommand("Declare the production environment of a web application in C#; preview, provision, change, heal and remove it.");
        foreach (var option in globals.All)
        {
            root.Options.Add(option);
        }

        root.Options.OfType<HelpOption>().Single().Action = new HelpScreen(host);
        var set = new CommandSet(host, globals);
        IEnumerable<Command> commands =
        [
            .. OperationCommands.Create(set),
            CostCommand.Create(set),
            HostsCommand.Create(set),
            StackCommands.Create(set),
            StateCommands.Create(set),
            ConfigCommands.Create(set),
            .. ServerCommands.Create(set),
            DoctorCommand.Create(set),
            Version(set),
        ];
        foreach (var command in commands)
        {
            root.Subcommands.Add(command);
        }

        return root;
    }

    private static Command Version(CommandSet set) => set.Add(new Command("version", "Say the version"), invocation =>
    {
        invocation.Screen.Write(ProductVersion.Text);
        return Task.FromResult(0);
    });
}
