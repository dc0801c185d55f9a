using Infra.Cli.Commands;
using Infra.Cli.Terminal;
using Infra.Engine.Diagnostics;
using Infra.Engine.State;
using Infra.Engine.State.Edits;

namespace Infra.Cli.Operations;

/// <summary>Before a refresh: what the command line, or a person, says of creations that were interrupted.</summary>
internal sealed class PendingCreateSettler(Invocation invocation, OperationOptions options)
{
    private const string Clear = "clear: it was not made; forget the creation";
    private const string Skip = "skip: leave it open";
    private const string Import = "import: it was made; take it into the state by its id";

    private bool IsClearing => invocation.Get(options.ClearPendingCreates);

    private string[] Imported => invocation.Get(options.ImportPendingCreates) ?? [];

    /// <summary>Refuses options that contradict each other.</summary>
    public void Check(bool onlyPreview)
    {
        if (IsClearing && invocation.Get(options.SkipPendingCreates))
        {
            throw Bad("--skip-pending-creates and --clear-pending-creates contradict each other.", "Use one of them.");
        }

        if (Imported.Length % 2 != 0)
        {
            throw Bad("--import-pending-creates takes pairs: each URN and its id.", "--import-pending-creates <urn> <id>");
        }

        if (onlyPreview && (IsClearing || Imported.Length > 0))
        {
            throw Bad("--clear-pending-creates and --import-pending-creates change the state; a preview does not.", "Leave out --preview-only.");
        }
    }

    public async Task SettleAsync(IStackStore store, bool mayAsk, CancellationToken cancellationToken)
    {
        if (!IsClearing && Imported.Length == 0 && (!mayAsk || invocation.Get(options.SkipPendingCreates)))
        {
            return;
        }

        var before = await store.LoadAsync(cancellationToken);
        var after = Imported.Length == 0 ? before : PendingCreates.Import(before, Pairs());
        if (IsClearing)
        {
            after = PendingCreates.Clear(after);
        }
        else if (mayAsk && !invocation.Get(options.SkipPendingCreates))
        {
            after = PendingCreates.Of(after).Aggregate(after, Ask);
        }

        if (!ReferenceEquals(before, after) && store is FileStackStore file)
        {
            await file.BackupAsync(cancellationToken);
            await file.SaveAsync(after, cancellationToken);
        }
    }

    private Dictionary<string, string> Pairs()
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in Imported.Chunk(2))
        {
            pairs[pair[0]] = pair[1];
        }

        return pairs;
    }

    private Snapshot Ask(Snapshot snapshot, PendingOperation pending)
    {
        var screen = invocation.Screen;
        screen.Tell($"The creation of {pending.Resource.Urn} was interrupted; it is not known whether it was made.");
        switch (Choice.Ask(screen, "What is to be done?", [Clear, Skip, Import], text => text))
        {
            case Clear:
                return PendingCreates.Clear(snapshot, [pending.Resource.Urn]);
            case Skip:
                return snapshot;
            default:
                screen.Prompt("Its id: ");
                return PendingCreates.Import(snapshot, new Dictionary<string, string> { [pending.Resource.Urn] = screen.Terminal.In.ReadLine()?.Trim() ?? "" });
        }
    }

    private static InfraException Bad(string detail, string help) =>
        new(CliCodes.BadOptions, "The options cannot be used together or as given", detail, help, exitCode: ExitCodes.Configuration);
}
