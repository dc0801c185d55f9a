using System.CommandLine;
using Infra.Cli.Stacks;
using Infra.Engine.Diagnostics;
using Infra.Engine.State.Edits;

namespace Infra.Cli.Commands;

/// <summary>`infra state rename`: another name for a resource whose declaration got one.</summary>
internal static class StateRenaming
{
    public static Command Create(CommandSet set)
    {
        var urn = new Argument<string>("urn") { Arity = ArgumentArity.ZeroOrOne, Description = "The resource" };
        var name = new Argument<string>("new-name") { Arity = ArgumentArity.ZeroOrOne, Description = "Its new name, not a URN" };
        var stack = StackOption.Create();
        var yes = new Option<bool>("--yes", "-y") { Description = "Do it without asking" };
        return set.Add(new Command("rename", "Give a resource of the state another name") { urn, name, stack, yes }, async invocation =>
        {
            var stacks = ProjectStacks.Open(invocation);
            var editor = new StateEditor(invocation, stacks, stacks.Name(invocation.Get(stack)));
            var old = invocation.Get(urn) ?? (await StateTarget.ChooseAsync(invocation, editor, "Which is to be renamed?", r => !r.Delete)).Urn;
            var wanted = invocation.Get(name) ?? AskForName(invocation);
            return await editor.RunAsync("state rename", invocation.IsConfirmed(yes), snapshot =>
            {
                var (after, renamed) = StateRename.Rename(snapshot, old, wanted);
                return new StateChange(renamed == old ? null : after, [$"{old}", $"becomes {renamed}"], renamed == old ? "Nothing to change" : "Resource renamed");
            });
        });
    }

    private static string AskForName(Invocation invocation)
    {
        if (!invocation.Screen.IsInteractive)
        {
            throw new InfraException(
                CliCodes.NoResourceNamed, "No new name is given, and nobody can be asked", "This is not an interactive terminal.", "infra state rename <urn> <new name>", exitCode: ExitCodes.Configuration);
        }

        invocation.Screen.Prompt("New name: ");
        return invocation.Screen.Terminal.In.ReadLine()?.Trim() ?? "";
    }
}
