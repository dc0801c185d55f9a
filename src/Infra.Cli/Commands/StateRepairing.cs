using System.CommandLine;
using Infra.Cli.Stacks;
using Infra.Engine.State.Edits;

namespace Infra.Cli.Commands;

/// <summary>`infra state repair`: mends a state that is not valid.</summary>
internal static class StateRepairing
{
    public static Command Create(CommandSet set)
    {
        var stack = StackOption.Create();
        var yes = new Option<bool>("--yes", "-y") { Description = "Do it without asking" };
        return set.Add(new Command("repair", "Mend a state that is not valid: order, and references to nothing") { stack, yes }, async invocation =>
        {
            var stacks = ProjectStacks.Open(invocation);
            var editor = new StateEditor(invocation, stacks, stacks.Name(invocation.Get(stack))) { Verify = false };
            var confirmed = invocation.IsConfirmed(yes);
            return await editor.RunAsync("state repair", confirmed || StateRepair.Repair(await editor.LoadAsync()).Report.IsEmpty, snapshot =>
            {
                var (mended, report) = StateRepair.Repair(snapshot);
                if (report.IsEmpty)
                {
                    return new StateChange(null, [], "The state is valid; there is nothing to mend");
                }

                string[] plan = ["To mend the state:", .. report.Select(line => $"  * {line}")];
                return new StateChange(mended, plan, confirmed ? string.Join('\n', [.. plan, "State repaired"]) : "State repaired");
            });
        });
    }
}
