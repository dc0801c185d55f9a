using System.CommandLine;
using Infra.Cli.Display;
using Infra.Cli.Stacks;
using Infra.Cli.Terminal;
using Infra.Engine.Diagnostics;
using Infra.Engine.State;

namespace Infra.Cli.Commands;

/// <summary>`infra cancel`: takes away the locks of a stack, whoever left them.</summary>
internal static class CancelCommand
{
    public static Command Create(CommandSet set)
    {
        var stack = new Argument<string>("stack") { Arity = ArgumentArity.ZeroOrOne, Description = "The stack" };
        var option = StackOption.Create();
        var yes = new Option<bool>("--yes", "-y") { Description = "Do it without asking, even if its process runs" };
        return set.Add(new Command("cancel", "Remove the locks of a stack, left by a process that was killed") { stack, option, yes }, invocation =>
        {
            if (invocation.Get(stack) is not null && invocation.Get(option) is not null)
            {
                throw new InfraException(
                    CliCodes.BadOptions, "The options cannot be used together or as given", "The stack is named twice, with and without --stack.", "Name it once.", exitCode: ExitCodes.Configuration);
            }

            var stacks = ProjectStacks.Open(invocation);
            var name = stacks.Name(invocation.Get(stack) ?? invocation.Get(option));
            var locks = stacks.Backend.Locks(name);
            if (locks.Count == 0)
            {
                invocation.Screen.Write($"The stack '{name}' was not locked.");
                return Task.FromResult(ExitCodes.Success);
            }

            invocation.Screen.Tell([Line.Of($"The stack '{name}' is locked:"), .. locks.Select(Describe)]);
            if (!invocation.IsConfirmed(yes) && !Ask(invocation, name, locks))
            {
                invocation.Screen.Tell("Nothing was changed.");
                return Task.FromResult(ExitCodes.Cancelled);
            }

            FileBackend.Cancel(locks);
            invocation.Screen.Write($"Removed {locks.Count} lock(s) of '{name}'.");
            return Task.FromResult(ExitCodes.Success);
        });
    }

    private static Line Describe(LockHolder holder) => holder.Life == LockLife.Running
        ? Line.Of(new Span($"  {holder.Text}"), new Span(", which runs: without its lock two may change the stack at once", Ink.BoldRed))
        : Line.Of($"  {holder.Text}");

    /// <summary>To take the lock from a process that runs more than a yes is wanted.</summary>
    private static bool Ask(Invocation invocation, string name, IReadOnlyList<LockHolder> locks) =>
        !invocation.Screen.IsInteractive ? throw Confirmation.Impossible("cancel")
        : locks.Any(holder => holder.Life == LockLife.Running) ? Confirmation.AskForName(invocation.Screen, $"A process still works on '{name}'.", name)
        : Confirmation.Ask(invocation.Screen, locks.Any(holder => holder.Life == LockLife.Unknown) ? $"If a process still works on '{name}', two would change it at once. Remove its locks?" : "Remove its locks?");
}
