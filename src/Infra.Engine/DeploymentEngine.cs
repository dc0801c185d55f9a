using System.Collections.Immutable;
using Infra.Engine.Diagnostics;
using Infra.Engine.Events;
using Infra.Engine.Execution;
using Infra.Engine.Plan.Review;
using Infra.Engine.Plugins;
using Infra.Engine.Program;
using Infra.Engine.State;
using Infra.Engine.Urns;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Engine;

/// <summary>The embedded engine: runs one operation on one stack.</summary>
public sealed class DeploymentEngine
{
    private readonly IStackStore _store;
    private readonly ProviderCatalog _providers;
    private readonly TimeProvider _clock;
    private readonly Func<IProgram> _program;

    public DeploymentEngine(IStackStore store, ProviderCatalog providers, TimeProvider clock)
        : this(store, providers, clock, () => new ProgramLauncher())
    {
    }

    internal DeploymentEngine(IStackStore store, ProviderCatalog providers, TimeProvider clock, Func<IProgram> program)
    {
        _store = store;
        _providers = providers with { InProcess = providers.InProcess.SetItem(BuiltinProvider.Package, _ => new BuiltinProvider(store.ReadOutputsAsync)) };
        _clock = clock;
        _program = program;
    }

    /// <summary>Where plugins are looked for; null: as the environment says.</summary>
    internal PluginEnvironment? Plugins { get; init; }

    /// <summary>
    /// Runs the operation. Never throws for a failed step or program: that is an outcome, told through events.
    /// </summary>
    /// <param name="operation">What to do.</param>
    /// <param name="observer">Gets every event.</param>
    /// <param name="stop">Ask to stop: no new step begins, running ones finish, the state is saved.</param>
    /// <param name="abort">Stop now: running provider calls are cancelled, their operations stay pending in the state.</param>
    /// <exception cref="InfraException">The operation could not begin. INF4322: the state is not the one its plan was made for.</exception>
    public async Task<OperationResult> RunAsync(Operation operation, IEngineObserver observer, CancellationToken stop, CancellationToken abort)
    {
        var start = _clock.GetUtcNow();
        var began = _clock.GetTimestamp();
        var events = new EventSink(observer, _clock);
        events.Send(now => new PreludeEvent(now, Prelude(operation)));
        // The key to the state's secrets takes long to derive; the program starts meanwhile.
        var loading = Task.Run(() => _store.LoadAsync(stop), CancellationToken.None);
        await using var program = operation.Kind == OperationKind.Import ? new ImportProgram(() => loading, package => VersionInProcess(package, operation, events)) : _program();
        if (operation.Kind is OperationKind.Up or OperationKind.Import)
        {
            await StartAsync(program, operation, events, loading, stop);
        }

        var snapshot = await loading;
        ReviewedState.ThrowIfChanged(operation, snapshot);
        RehearsalMark.Demand(operation, snapshot, _providers);
        Interruptions.Warn(snapshot, events);
        await using var run = new Run(operation, snapshot, _store, new ProviderLoader(_providers, operation, events, Plugins), events, _clock, stop, abort);
        await using var stopping = stop.Register(() => events.Send(now => new CancelEvent(now)));
        await using var aborting = abort.Register(() => _ = run.Providers.CancelAsync());
        await PerformAsync(run, program);
        return await FinishAsync(run, start, began);
    }

    /// <summary>Calls a function of the provider that manages the given resource, configured as in the state.</summary>
    public async Task<InvokeResult> InvokeAsync(Operation operation, ResourceState resource, string token, PropertyMap args, IEngineObserver observer, CancellationToken cancellationToken)
    {
        var events = new EventSink(observer, _clock);
        var snapshot = await _store.LoadAsync(cancellationToken);
        await using var run = new Run(operation, snapshot, _store, new ProviderLoader(_providers, operation, events, Plugins), events, _clock, cancellationToken, cancellationToken);
        var provider = await run.Providers.GetAsync(resource);
        return await provider.InvokeAsync(new InvokeArgs(token, args, Preview: false), cancellationToken);
    }

    /// <summary>Of the packages of the given resources what their schemas are (Pulumi schema JSON); one that cannot say is left out.</summary>
    public async Task<ImmutableSortedDictionary<string, string>> SchemasAsync(Operation operation, Snapshot snapshot, IEnumerable<ResourceState> resources, IEngineObserver observer, CancellationToken cancellationToken)
    {
        var schemas = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var events = new EventSink(observer, _clock);
        await using var run = new Run(operation, snapshot, _store, new ProviderLoader(_providers, operation, events), events, _clock, cancellationToken, cancellationToken);
        foreach (var group in resources.GroupBy(r => Urn.Package(r.Type), StringComparer.Ordinal))
        {
            try
            {
                var provider = snapshot.Resources.First(r => new ProviderReference(r.Urn, r.Id).ToString() == group.First().Provider);
                var loaded = await run.Providers.LoadAsync(provider.Urn, provider.Inputs);
                schemas[group.Key] = await loaded.GetSchemaAsync(cancellationToken);
            }
            catch (Exception e) when (e is ProviderException or InfraException or TimeoutException)
            {
                // Without one there are general declarations.
            }
        }

        return schemas.ToImmutable();
    }

    /// <summary>What is being loaded may be written down at once, so nothing ends before that has.</summary>
    private static async Task StartAsync(IProgram program, Operation operation, EventSink events, Task loading, CancellationToken stop)
    {
        try
        {
            await program.StartAsync(operation, events, stop);
        }
        catch
        {
            await loading.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            throw;
        }
    }

    private static async Task PerformAsync(Run run, IProgram program)
    {
        if (run.Operation.Kind is OperationKind.Refresh or OperationKind.Destroy && run.Selection.Unknown([]) is { } unknown)
        {
            throw unknown;
        }

        switch (run.Operation.Kind)
        {
            case OperationKind.Up or OperationKind.Import:
                await new UpRunner(run, program).RunAsync();
                break;
            case OperationKind.Refresh:
                await new Refresher(run).RunAsync();
                break;
            case OperationKind.Destroy:
                await DestroyAsync(run);
                break;
        }
    }

    private static async Task DestroyAsync(Run run)
    {
        if (run.Operation.Refresh)
        {
            await new Refresher(run).RunAsync();
        }

        if (!run.Halt.Token.IsCancellationRequested)
        {
            await new Deleter(run).RunAsync(run.Journal.Index.Entries);
        }
    }

    private async Task<OperationResult> FinishAsync(Run run, DateTimeOffset start, long began)
    {
        await SaveRestAsync(run);
        // A clock that was put back must not make an operation end before it began.
        var end = start + _clock.GetElapsedTime(began);
        var operation = run.Operation;
        var outcome = run.Halt.Failed ? OperationOutcome.Failed : run.Halt.Stopped ? OperationOutcome.Cancelled : OperationOutcome.Succeeded;
        var changes = run.Events.Changes;
        if (!operation.DryRun)
        {
            var counts = changes.ToImmutableSortedDictionary(c => c.Key.Name(), c => c.Value, StringComparer.Ordinal);
            var kind = operation.Kind == OperationKind.Up ? "update" : operation.Kind.ToString().ToLowerInvariant();
            await AddHistoryAsync(run, new UpdateRecord(kind, start, end, operation.Message, outcome == OperationOutcome.Succeeded, counts));
        }

        run.Events.Send(now => new SummaryEvent(now, operation.DryRun, end - start, changes, outcome == OperationOutcome.Succeeded) { Shares = run.Events.Work.Shares() });
        var after = run.Journal.Current();
        return new OperationResult
        {
            Outcome = outcome,
            Changes = changes,
            Duration = end - start,
            Snapshot = after,
            Plan = outcome == OperationOutcome.Succeeded && run.Review.Found is { } found ? found with { State = run.Loaded } : null,
            OldOutputs = run.Loaded.StackOutputs,
            Outputs = after.StackOutputs,
        };
    }

    private static async Task SaveRestAsync(Run run)
    {
        try
        {
            await run.Journal.FlushAsync();
        }
        catch (Exception e) when (e is InfraException or IOException or UnauthorizedAccessException)
        {
            var lost = string.Concat(run.Journal.Unwritten().Select(r => $"\n  * {r.Urn}, id '{r.Id}'"));
            run.Events.Diagnose("", LogSeverity.Error, $"the state could not be written at the end: {Reason(e)}\nIt is as after the last write that succeeded; a refresh finds out what else was changed."
                + (lost.Length > 0 ? $" These were made or changed, and are not in it as they are:{lost}\nWhat is new of them: infra refresh --import-pending-creates <urn> <id>" : ""));
            run.Halt.Fail(evenIfContinuing: true);
        }
    }

    /// <summary>What was done is done, and in the state: a missing entry is no failure of the operation.</summary>
    private async Task AddHistoryAsync(Run run, UpdateRecord update)
    {
        try
        {
            await _store.AddHistoryAsync(update, CancellationToken.None);
        }
        catch (Exception e) when (e is InfraException or IOException or UnauthorizedAccessException)
        {
            run.Events.Diagnose("", LogSeverity.Warning, $"the operation is not in the history, nor its state among the backups: {Reason(e)}");
        }
    }

    private static string Reason(Exception e) => e is InfraException { Detail: { Length: > 0 } detail } ? detail : e.Message;

    /// <summary>Of a provider in this process, as its SDK names it; "" for others.</summary>
    private string VersionInProcess(string package, Operation operation, EventSink events) =>
        _providers.InProcess.GetValueOrDefault(package)?.Invoke(new ProviderLoader(_providers, operation, events, Plugins)).Version ?? "";

    private static ImmutableSortedDictionary<string, string> Prelude(Operation operation) =>
        operation.Config.Values.ToImmutableSortedDictionary(v => v.Key, v => operation.Config.SecretKeys.Contains(v.Key) ? "[secret]" : v.Value, StringComparer.Ordinal);
}
