using Infra.Cli.Commands;
using Infra.Cli.Display;
using Infra.Cli.Terminal;
using Infra.Engine.Diagnostics;
using Infra.Engine.State;
using Infra.Engine.State.Edits;

namespace Infra.Cli.Stacks;

/// <summary>
/// Changes two stacks at once: shows, asks, locks both, and writes the destination first. Killed between the two writes both
/// have the resources and none is lost; run again, it goes on from there.
/// </summary>
internal sealed class StackMover(Invocation invocation, ProjectStacks stacks, StackReference from, StackReference to)
{
    /// <summary>The exit code.</summary>
    public async Task<int> RunAsync(bool confirmed, Func<Snapshot, Snapshot, MovePlan> plan)
    {
        IReadOnlyList<Line>? shown = null;
        if (!confirmed)
        {
            if (!invocation.Screen.IsInteractive)
            {
                throw Confirmation.Impossible("state move");
            }

            await using var readSource = stacks.OpenStore(from, write: false);
            await using var readDestination = stacks.OpenStore(to, write: false);
            shown = Describe(plan(await LoadAsync(readSource), await LoadAsync(readDestination)));
            invocation.Screen.Write(shown);
            if (!Confirmation.Ask(invocation.Screen, "Do you want to perform this move?"))
            {
                invocation.Screen.Tell("Nothing was changed.");
                return ExitCodes.Cancelled;
            }
        }

        await using var source = stacks.OpenStore(from, write: true);
        await using var destination = stacks.OpenStore(to, write: true);
        var before = await LoadAsync(destination);
        var move = plan(await LoadAsync(source), before);
        if (shown is not null && !shown.Select(line => line.ToText(colored: false)).SequenceEqual(Describe(move).Select(line => line.ToText(colored: false)), StringComparer.Ordinal))
        {
            throw StateEditor.ChangedMeanwhile();
        }

        if (confirmed)
        {
            invocation.Screen.Write(Describe(move));
        }

        await source.BackupAsync(CancellationToken.None);
        await destination.BackupAsync(CancellationToken.None);
        await destination.SaveAsync(move.Destination, CancellationToken.None);
        try
        {
            await source.SaveAsync(move.Source, CancellationToken.None);
        }
        catch (InfraException)
        {
            await destination.SaveAsync(before, CancellationToken.None);
            throw;
        }

        invocation.Screen.Write($"Moved {move.Moved.Length} resource{(move.Moved.Length == 1 ? "" : "s")} from {from} to {to}");
        return ExitCodes.Success;
    }

    private static Task<Snapshot> LoadAsync(FileStackStore store) => store.LoadAsync(CancellationToken.None);

    private IReadOnlyList<Line> Describe(MovePlan plan) =>
    [
        Line.Of($"These move from {from} to {to}:", Ink.Bold),
        .. plan.Moved.Select(urn => Line.Of($"  - {urn}")),
        .. plan.Copied.IsEmpty ? [] : (IEnumerable<Line>)[Line.Of("These providers are in both afterwards:", Ink.Bold), .. plan.Copied.Select(urn => Line.Of($"  - {urn}"))],
        .. plan.Broken.IsEmpty ? [] : (IEnumerable<Line>)[
            Line.Of("These dependencies are dropped; the programs have to say the values themselves, or read them with a StackReference:", Ink.Yellow),
            .. plan.Broken.Select(text => Line.Of($"  - {text}"))],
    ];
}
