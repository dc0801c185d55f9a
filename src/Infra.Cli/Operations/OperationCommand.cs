using Infra.Cli.Commands;
using Infra.Cli.Display;
using Infra.Cli.Machines;
using Infra.Cli.Prerequisites;
using Infra.Cli.Stacks;
using Infra.Cli.Terminal;
using Infra.Engine;
using Infra.Engine.Diagnostics;
using Infra.Engine.State;

namespace Infra.Cli.Operations;

/// <summary>preview, up, refresh, destroy, import: preview, question, run, result.</summary>
internal sealed class OperationCommand(Invocation invocation, OperationOptions options, OperationKind kind, bool isPreview)
{
    // Machines of this computer take the place of the cloud's, and need what those of the local host need.
    private const string RehearsalHost = "local";

    /// <summary>What to import; null for other operations.</summary>
    public ImportOptions? Imports { get; init; }

    private Screen Screen => invocation.Screen;

    private ImportedDeclarations? Declarations => Imports is null ? null : new ImportedDeclarations(invocation, Imports, invocation.Get(options.Json));

    private bool OnlyPreview => isPreview || invocation.Get(options.PreviewOnly);

    private bool IsRehearsal => invocation.Get(options.Rehearse);

    /// <summary>Nobody is asked; then there is no preview either: what is done is shown as it happens.</summary>
    private bool IsConfirmed => invocation.IsConfirmed(options.Yes) || invocation.Get(options.SkipPreview);

    /// <summary>An import of several things takes all or none: whether each is there is found out before the first is taken.</summary>
    private bool IsLookedAtFirst => Imports is not null && !invocation.Get(options.SkipPreview) && !invocation.Get(options.Json);

    public async Task<int> RunAsync()
    {
        OperationRequest.Check(invocation, options);
        var settler = new PendingCreateSettler(invocation, options);
        settler.Check(OnlyPreview);
        Declarations?.Check();
        if (!OnlyPreview && !IsConfirmed && (!Screen.IsInteractive || invocation.Get(options.Json)))
        {
            throw Confirmation.Impossible(OperationTitle.Command(kind));
        }

        using var interruption = new Interruption(Screen.Terminal);
        await using var stack = await OpenedStack.OpenAsync(
            invocation, invocation.Get(options.Stack), invocation.Get(options.ConfigFile), invocation.Get(options.Config) ?? [],
            write: !OnlyPreview, create: kind is OperationKind.Up or OperationKind.Import, interruption.Stop, IsRehearsal);
        if (!OnlyPreview)
        {
            await new HostPrerequisites(invocation.Host.Computer, Screen).EnsureAsync(IsRehearsal ? RehearsalHost : stack.Host, interruption.Stop);
        }

        if (kind == OperationKind.Refresh && !OnlyPreview)
        {
            await settler.SettleAsync(stack.Store, mayAsk: !IsConfirmed && Screen.IsInteractive && !invocation.Get(options.Json), interruption.Stop);
        }

        await using var eventLog = EventLogFile.Open(invocation.Get(options.EventLog) is { } path ? invocation.Resolve(path) : null);
        var before = kind == OperationKind.Destroy ? await stack.Store.LoadAsync(interruption.Stop) : Snapshot.Empty;
        ShowRehearsal(stack);
        ShowConfig(stack);
        return await RunAsync(stack, before, eventLog, interruption);
    }

    private async Task<int> RunAsync(OpenedStack stack, Snapshot before, TextWriter? eventLog, Interruption interruption)
    {
        var operation = OperationRequest.Create(invocation, options, kind, stack);
        if (kind == OperationKind.Destroy && !operation.IgnoreProtect && operation.Targets.IsEmpty && operation.Excludes.IsEmpty)
        {
            DataProtection.ThrowIfProtected(before, stack.Name);
        }

        if (Imports is not null)
        {
            operation = operation with { Imports = await new ImportReader(invocation, Imports).ReadAsync(stack, interruption.Stop), ContinueOnError = true };
        }

        var plans = new ReviewedPlan(invocation, stack);
        var given = kind == OperationKind.Up && !OnlyPreview ? await plans.ReadAsync(invocation.Get(options.Plan), interruption.Stop) : null;
        operation = operation with { Plan = given };
        var engine = invocation.Host.Engine(stack.Store);
        if (OnlyPreview || !IsConfirmed || IsLookedAtFirst)
        {
            await using var preview = new OperationView(invocation, options, kind, isPreview: true, stack.Name, OnlyPreview ? eventLog : null);
            var planned = await engine.RunAsync(operation with { DryRun = true, MayPreviewOffline = isPreview }, preview.Observer, interruption.Stop, interruption.Abort);
            await preview.FinishAsync(planned, showChanges: true);
            if (isPreview)
            {
                await plans.SaveAsync(invocation.Get(options.SavePlan), planned, interruption.Stop);
            }

            if (OnlyPreview || planned.Outcome != OperationOutcome.Succeeded || IsPointless(planned))
            {
                return Code(planned);
            }

            if (!IsConfirmed && !Ask(preview, stack, before))
            {
                Screen.Tell("Nothing was changed.");
                return ExitCodes.Cancelled;
            }

            if (!invocation.Get(options.Json))
            {
                Screen.Write(Line.Empty);
            }

            // What was agreed to is what is done.
            operation = operation with { Plan = given ?? planned.Plan };
        }

        await using var view = new OperationView(invocation, options, kind, isPreview: false, stack.Name, eventLog);
        var result = await engine.RunAsync(operation, view.Observer, interruption.Stop, interruption.Abort);
        await view.FinishAsync(result, showChanges: IsConfirmed);
        if (Declarations is { } declarations)
        {
            await declarations.WriteAsync(engine, operation, result.Snapshot, interruption.Stop);
        }

        Screen.Tell(PendingOperations.Render(interruption.WasAborted ? result.Snapshot : Snapshot.Empty));
        if (kind == OperationKind.Destroy && result.Outcome == OperationOutcome.Succeeded)
        {
            await ProveAsync(stack, before, result.Snapshot, interruption.Stop);
        }

        return Code(result);
    }

    private bool Ask(OperationView preview, OpenedStack stack, Snapshot before)
    {
        var lost = kind == OperationKind.Destroy ? DataProtection.Holding(before) : [];
        return lost.Count > 0
            ? Confirmation.AskForName(Screen, $"{string.Join(", ", lost)} would be lost with all data of the stack.", stack.Name)
            : Confirmation.Ask(Screen, OperationTitle.Question(kind), preview.Details);
    }

    /// <summary>Neither a resource nor an output would change: there is nothing to ask for.</summary>
    private static bool IsPointless(OperationResult planned) => !planned.HasChanges && planned.OldOutputs.Equals(planned.Outputs);

    /// <summary>Machines that the state no longer has, and of which nothing may be left.</summary>
    private async Task ProveAsync(OpenedStack stack, Snapshot before, Snapshot after, CancellationToken cancellationToken)
    {
        var machines = DestroyProof.MachinesOf(before).Except(DestroyProof.MachinesOf(after)).ToList();
        if ((machines.Count > 0 || IsRehearsal) && await LocalMachines.InspectAsync(invocation.Host.Providers, cancellationToken) is { } found)
        {
            if (IsRehearsal)
            {
                found = found.And(await RehearsalInspection.RunAsync(invocation.Host.Providers, stack, after, cancellationToken));
            }

            if (!invocation.Get(options.Json))
            {
                Screen.Write(DestroyProof.Render(found, machines).Prepend(Line.Empty));
            }

            DestroyProof.ThrowIfAnythingIsLeft(found, machines);
        }
    }

    private void ShowRehearsal(OpenedStack stack)
    {
        if (IsRehearsal && !invocation.Get(options.Json))
        {
            Screen.Write([Line.Of($"Rehearsal on this computer: nothing is asked of the cloud. Its state is that of {stack.Name}.", Ink.Bold), Line.Empty]);
        }
    }

    private void ShowConfig(OpenedStack stack)
    {
        if (invocation.Get(options.ShowConfig) && !invocation.Get(options.Json))
        {
            Screen.Write([
                Line.Of("Configuration:", Ink.Bold),
                .. stack.Config.Values.Select(pair => Line.Of($"    {pair.Key}: {(stack.Config.SecretKeys.Contains(pair.Key) ? "[secret]" : pair.Value)}")),
                Line.Empty]);
        }
    }

    private int Code(OperationResult result)
    {
        if (result.Outcome != OperationOutcome.Succeeded)
        {
            return result.Outcome == OperationOutcome.Cancelled ? ExitCodes.Cancelled : ExitCodes.Error;
        }

        if (!invocation.Get(options.ExpectNoChanges) || !result.HasChanges)
        {
            return ExitCodes.Success;
        }

        Screen.Tell(ErrorRenderer.Render(new InfraException(
            CliCodes.ChangesFound, "There are changes, and none were expected", "--expect-no-changes was given.", "See what changes:\n    infra preview --diff")));
        return ExitCodes.ChangesFound;
    }
}
