using System.CommandLine;
using Infra.Cli.Stacks;
using Infra.Engine.Diagnostics;
using Infra.Engine.State.Edits;

namespace Infra.Cli.Commands;

/// <summary>`infra state move`: resources from one stack to another.</summary>
internal static class StateMoving
{
    public static Command Create(CommandSet set)
    {
        var urns = new Argument<string[]>("urn") { Arity = ArgumentArity.OneOrMore, Description = "Resources of the source by URN" };
        var source = new Option<string>("--source") { Description = "The stack they leave; default: the selected one", HelpName = "stack" };
        var destination = new Option<string>("--dest") { Description = "The stack they come to; default: the selected one", HelpName = "stack" };
        var parents = new Option<bool>("--include-parents") { Description = "And the components they are in" };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do it without asking" };
        return set.Add(new Command("move", "Move resources from one stack to another") { urns, source, destination, parents, yes }, async invocation =>
        {
            if (invocation.Get(source) is null && invocation.Get(destination) is null)
            {
                throw Bad("Neither --source nor --dest is given.", "infra state move <urn> --dest <stack>");
            }

            var stacks = ProjectStacks.Open(invocation);
            var (from, to) = (stacks.Reference(invocation.Get(source)), stacks.Reference(invocation.Get(destination)));
            if (from == to)
            {
                throw Bad($"Source and destination are the same stack, {from}.", "Name another with --source or --dest.");
            }

            string[] chosen = [.. invocation.Get(urns)!.Distinct(StringComparer.Ordinal)];
            return await new StackMover(invocation, stacks, from, to).RunAsync(invocation.IsConfirmed(yes), (a, b) => StateMove.Plan(a, b, chosen, invocation.Get(parents), to));
        });
    }

    private static InfraException Bad(string detail, string help) =>
        new(CliCodes.BadOptions, "The options cannot be used together or as given", detail, help, exitCode: ExitCodes.Configuration);
}
