using System.CommandLine;
using Infra.Cli.Stacks;
using Infra.Engine.Diagnostics;
using Infra.Engine.State;
using Infra.Engine.State.Edits;

namespace Infra.Cli.Commands;

/// <summary>`infra state delete`: forgets resources.</summary>
internal static class StateDelete
{
    public static Command Create(CommandSet set)
    {
        var target = new StateTarget();
        var all = new Option<bool>("--all") { Description = "Every resource of the stack" };
        var dependents = new Option<bool>("--target-dependents") { Description = "And what depends on them" };
        var force = new Option<bool>("--force") { Description = "Even protected ones" };
        var command = target.AddTo(new Command("delete", "Take resources out of the state; the real things stay") { all, dependents, force });
        command.Aliases.Add("remove");
        command.Aliases.Add("rm");
        return set.Add(command, async invocation =>
        {
            if (invocation.Get(all) && invocation.Get(target.Urns) is { Length: > 0 })
            {
                throw new InfraException(
                    CliCodes.BadOptions, "The options cannot be used together or as given", "--all means every resource; none may be named beside it.", "Leave out one of the two.", exitCode: ExitCodes.Configuration);
            }

            var editor = target.Open(invocation);
            var chosen = invocation.Get(all) ? null : await WhichAsync(invocation, target, editor);
            return await editor.RunAsync("state delete", invocation.IsConfirmed(target.Yes), snapshot =>
            {
                var condemned = chosen?.Invoke(snapshot) ?? snapshot.Resources;
                var (after, removed) = StateDeletion.Remove(snapshot, condemned, invocation.Get(dependents), invocation.Get(force));
                return new StateChange(
                    removed.Length > 0 ? after : null,
                    ["These are taken out of the state; the real things stay and nobody looks after them any more:", .. removed.Select(r => $"  - {StateTarget.Describe(r)}{(r.Protect ? " (protected)" : "")}")],
                    removed.Length == 1 ? "Resource deleted" : $"{removed.Length} resources deleted");
            });
        });
    }

    /// <summary>Finds them in the state as it then is; a person chooses once.</summary>
    private static async Task<Func<Snapshot, IReadOnlyList<ResourceState>>> WhichAsync(Invocation invocation, StateTarget target, StateEditor editor)
    {
        if (invocation.Get(target.Urns) is { Length: > 0 } urns)
        {
            return snapshot => StateLookup.Each(snapshot, urns.Distinct(StringComparer.Ordinal).ToArray(), choose: null);
        }

        var chosen = await StateTarget.ChooseAsync(invocation, editor, "Which is to be deleted from the state?", _ => true);
        return snapshot => StateLookup.Each(snapshot, [chosen.Urn], same => same.First(r => r.Id == chosen.Id && r.Delete == chosen.Delete));
    }
}
