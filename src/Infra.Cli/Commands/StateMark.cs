using System.CommandLine;
using Infra.Cli.Stacks;
using Infra.Engine.State;
using Infra.Engine.State.Edits;

namespace Infra.Cli.Commands;

/// <summary>`infra state protect`, `unprotect`, `taint`, `untaint`.</summary>
internal static class StateMark
{
    public static IEnumerable<Command> Create(CommandSet set)
    {
        yield return Mark(set, "protect", "protected", "Keep resources from being deleted until the program says otherwise", withAll: true, (snapshot, urns) => StateMarks.Protect(snapshot, urns, true));
        yield return Mark(set, "unprotect", "unprotected", "Let resources be deleted again", withAll: true, (snapshot, urns) => StateMarks.Protect(snapshot, urns, false));
        yield return Mark(set, "taint", "tainted", "Have resources replaced by the next up", withAll: false, (snapshot, urns) => StateMarks.Taint(snapshot, urns!, true));
        yield return Mark(set, "untaint", "untainted", "Take the taint from resources", withAll: false, (snapshot, urns) => StateMarks.Taint(snapshot, urns!, false));
    }

    private static Command Mark(CommandSet set, string name, string done, string description, bool withAll, Func<Snapshot, string[]?, Snapshot> mark)
    {
        var target = new StateTarget();
        var all = new Option<bool>("--all") { Description = "Every resource of the stack" };
        var command = target.AddTo(new Command(name, description));
        if (withAll)
        {
            command.Options.Add(all);
        }

        return set.Add(command, async invocation =>
        {
            var editor = target.Open(invocation);
            var urns = withAll && invocation.Get(all) ? null : await target.UrnsAsync(invocation, editor, $"Which is to be {done}?");
            return await editor.RunAsync($"state {name}", invocation.IsConfirmed(target.Yes), snapshot =>
            {
                var after = mark(snapshot, urns);
                string[] changed = [.. after.Resources.Zip(snapshot.Resources).Where(pair => !ReferenceEquals(pair.First, pair.Second)).Select(pair => pair.First.Urn)];
                return new StateChange(
                    changed.Length > 0 ? after : null,
                    [$"These become {done}:", .. changed.Select(urn => $"  * {urn}")],
                    changed.Length == 0 ? "Nothing to change" : $"{changed.Length} resource{(changed.Length == 1 ? "" : "s")} {done}");
            });
        });
    }
}
