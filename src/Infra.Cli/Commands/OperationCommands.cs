using System.CommandLine;
using Infra.Cli.Operations;
using Infra.Cli.Stacks;
using Infra.Engine;
using Infra.Engine.Diagnostics;

namespace Infra.Cli.Commands;

/// <summary>What changes things, or says what would change.</summary>
internal static class OperationCommands
{
    public static IEnumerable<Command> Create(CommandSet set)
    {
        yield return Operation(set, OperationKind.Up, isPreview: true, "preview", "Say what up would change", "pre");
        yield return Operation(set, OperationKind.Up, isPreview: false, "up", "Make what the program declares true", "update");
        yield return Operation(set, OperationKind.Refresh, isPreview: false, "refresh", "Read the real things and write what was found into the state");
        yield return Operation(set, OperationKind.Destroy, isPreview: false, "destroy", "Delete everything the stack has, and prove it", "down", "dn");

        var rollback = new RollbackOptions();
        yield return set.Add(rollback.AddTo(new Command("rollback", "Put the previous release of the application back")), invocation => new RollbackCommand(invocation, rollback).RunAsync());
        yield return Cancel(set);
    }

    private static Command Operation(CommandSet set, OperationKind kind, bool isPreview, string name, string description, params string[] aliases)
    {
        var options = new OperationOptions();
        var command = options.AddTo(new Command(name, description), kind, isPreview);
        foreach (var alias in aliases)
        {
            command.Aliases.Add(alias);
        }

        return set.Add(command, invocation => new OperationCommand(invocation, options, kind, isPreview).RunAsync());
    }

    private static Command Cancel(CommandSet set)
    {
        var stack = new Argument<string>("stack") { Arity = ArgumentArity.ZeroOrOne, Description = "The stack" };
        var option = StackOption.Create();
        var yes = new Option<bool>("--yes", "-y") { Description = "Do it without asking" };
        return set.Add(new Command("cancel", "Remove the locks of a stack, left by a process that was killed") { stack, option, yes }, invocation =>
        {
            var stacks = ProjectStacks.Open(invocation);
            var name = stacks.Name(invocation.Get(stack) ?? invocation.Get(option));
            if (!invocation.IsConfirmed(yes))
            {
                if (!invocation.Screen.IsInteractive)
                {
                    throw Terminal.Confirmation.Impossible("cancel");
                }

                if (!Terminal.Confirmation.Ask(invocation.Screen, $"If a process still works on '{name}', two would change it at once. Remove its locks?"))
                {
                    return Task.FromResult(ExitCodes.Cancelled);
                }
            }

            var removed = stacks.Backend.Cancel(name);
            invocation.Screen.Write(removed.Count == 0 ? $"The stack '{name}' was not locked." : $"Removed {removed.Count} lock(s) of '{name}'.");
            return Task.FromResult(ExitCodes.Success);
        });
    }
}
