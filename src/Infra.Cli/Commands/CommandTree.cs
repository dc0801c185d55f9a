using System.CommandLine;

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

        var set = new CommandSet(host, globals);
        root.Subcommands.Add(set.Add(new Command("version", "Say the version"), invocation =>
        {
            invocation.Screen.Write(ProductVersion.Text);
            return Task.FromResult(0);
        }));
        return root;
    }
}
