using Infra.Cli.Commands;
using Infra.Cli.Display;
using Infra.Cli.Terminal;
using Infra.Engine.Diagnostics;
using Infra.Engine.State;

namespace Infra.Cli.Stacks;

/// <summary>
/// Changes a stack's state by hand: shows, asks, and only then locks, so that a person who thinks, or goes away, keeps nobody
/// out. The state before it is kept among the backups.
/// </summary>
internal sealed class StateEditor(Invocation invocation, ProjectStacks stacks, string name)
{
    public const string Question = "This changes the stack's state directly. Do it?";

    /// <summary>False to work on a state that is not valid.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>The exit code.</summary>
    /// <param name="command">For messages: "state delete".</param>
    /// <param name="confirmed">Do not ask.</param>
    /// <param name="edit">Pure: it is asked again under the lock.</param>
    public async Task<int> RunAsync(string command, bool confirmed, Func<Snapshot, StateChange> edit)
    {
        StateChange? shown = null;
        if (!confirmed)
        {
            if (!invocation.Screen.IsInteractive)
            {
                throw Confirmation.Impossible(command);
            }

            shown = edit(await LoadAsync());
            if (shown.Snapshot is not null && !Ask(shown))
            {
                invocation.Screen.Tell("Nothing was changed.");
                return ExitCodes.Cancelled;
            }
        }

        await using var store = stacks.Backend.OpenStack(name, Secrets, write: true);
        var change = edit(await LoadAsync(store));
        if (shown is not null && !shown.Plan.SequenceEqual(change.Plan, StringComparer.Ordinal))
        {
            throw ChangedMeanwhile();
        }

        if (change.Snapshot is not null)
        {
            await store.BackupAsync(CancellationToken.None);
            await store.SaveAsync(change.Snapshot, CancellationToken.None);
        }

        invocation.Screen.Write(change.Done);
        return ExitCodes.Success;
    }

    public async Task<Snapshot> LoadAsync()
    {
        await using var store = stacks.Backend.OpenStack(name, Secrets, write: false);
        return await LoadAsync(store);
    }

    public static InfraException ChangedMeanwhile() =>
        new(CliCodes.ChangedMeanwhile, "The state has changed meanwhile", "What was shown is not what would be done any more. Nothing was changed.", "Run the command again.");

    private Task<Snapshot> LoadAsync(FileStackStore store) => Verify ? store.LoadAsync(CancellationToken.None) : store.LoadUnverifiedAsync(CancellationToken.None);

    private Engine.Secrets.ISecretsManager Secrets => stacks.Secrets(name, stacks.Settings(name));

    private bool Ask(StateChange change)
    {
        invocation.Screen.Write(change.Plan.Select(line => Line.Of(line)));
        return Confirmation.Ask(invocation.Screen, Question);
    }
}
