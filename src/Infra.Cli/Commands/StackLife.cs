using System.CommandLine;
using Infra.Cli.Stacks;
using Infra.Cli.Terminal;
using Infra.Engine.Diagnostics;

namespace Infra.Cli.Commands;

/// <summary>init, select, unselect, rm.</summary>
internal static class StackLife
{
    public static IEnumerable<Command> Create(CommandSet set)
    {
        yield return Init(set);
        yield return Select(set);
        yield return set.Add(new Command("unselect", "Select no stack"), invocation =>
        {
            ProjectStacks.Open(invocation).Selection.Set(null);
            return Task.FromResult(0);
        });
        yield return Remove(set);
    }

    private static Command Init(CommandSet set)
    {
        var name = new Argument<string>("name") { Description = "Letters, digits, '_', '.', '-'" };
        var noSelect = new Option<bool>("--no-select") { Description = "Do not select it" };
        var copyFrom = new Option<string>("--copy-config-from") { Description = "Begin with another stack's configuration", HelpName = "stack" };
        var command = new Command("init", "Make a stack") { name, noSelect, copyFrom };
        command.Aliases.Add("new");
        return set.Add(command, async invocation =>
        {
            var stacks = ProjectStacks.Open(invocation);
            var chosen = stacks.Name(invocation.Get(name));
            var settings = stacks.Settings(chosen);
            StackCreation.Create(stacks, chosen, settings, invocation.Screen);
            if (invocation.Get(copyFrom) is { } source)
            {
                await ConfigCopy.CopyAsync(stacks, stacks.Name(source), chosen, settings);
            }

            if (!invocation.Get(noSelect))
            {
                stacks.Selection.Set(chosen);
            }

            return 0;
        });
    }

    private static Command Select(CommandSet set)
    {
        var name = new Argument<string>("name") { Arity = ArgumentArity.ZeroOrOne, Description = "The stack" };
        var option = StackOption.Create();
        var create = new Option<bool>("--create", "-c") { Description = "Make it if it is not there" };
        return set.Add(new Command("select", "Select the stack that commands without --stack mean") { name, option, create }, invocation =>
        {
            var stacks = ProjectStacks.Open(invocation);
            var chosen = stacks.Name(invocation.Get(name) ?? invocation.Get(option));
            if (!stacks.Backend.Exists(chosen) && invocation.Get(create))
            {
                StackCreation.Create(stacks, chosen, stacks.Settings(chosen), invocation.Screen);
            }
            else if (!stacks.Backend.Exists(chosen) && !stacks.Settings(chosen).Exists)
            {
                // Says which stacks there are.
                stacks.Backend.OpenStack(chosen, new NoSecrets(""), write: false);
            }

            stacks.Selection.Set(chosen);
            return Task.FromResult(0);
        });
    }

    private static Command Remove(CommandSet set)
    {
        var name = new Argument<string>("name") { Arity = ArgumentArity.ZeroOrOne, Description = "The stack" };
        var option = StackOption.Create();
        var force = new Option<bool>("--force", "-f") { Description = "Even if it has resources: they are forgotten, not deleted" };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do it without asking" };
        var preserve = new Option<bool>("--preserve-config") { Description = "Keep its Pulumi.<stack>.yaml" };
        var backups = new Option<bool>("--remove-backups") { Description = "Remove the backups of its state as well" };
        return set.Add(new Command("rm", "Remove a stack: its state, history and file") { name, option, force, yes, preserve, backups }, async invocation =>
        {
            var stacks = ProjectStacks.Open(invocation);
            var chosen = stacks.Name(invocation.Get(name) ?? invocation.Get(option));
            if (!invocation.IsConfirmed(yes))
            {
                if (!invocation.Screen.IsInteractive)
                {
                    throw Confirmation.Impossible("stack rm");
                }

                if (!Confirmation.AskForName(invocation.Screen, $"This removes the stack '{chosen}'.", chosen))
                {
                    invocation.Screen.Tell("Nothing was changed.");
                    return ExitCodes.Cancelled;
                }
            }

            var settings = stacks.Settings(chosen);
            await stacks.Backend.RemoveAsync(chosen, stacks.Secrets(chosen, settings), invocation.Get(force), invocation.Get(backups), CancellationToken.None);
            if (settings.Exists && !invocation.Get(preserve))
            {
                File.Delete(settings.File);
            }

            if (stacks.Selection.Get() == chosen)
            {
                stacks.Selection.Set(null);
            }

            invocation.Screen.Write($"Removed the stack '{chosen}'.");
            return 0;
        });
    }
}
