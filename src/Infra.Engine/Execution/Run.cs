using Infra.Engine.Plan;
using Infra.Engine.Plugins;
using Infra.Engine.State;

namespace Infra.Engine.Execution;

/// <summary>What the parts of one operation share.</summary>
internal sealed class Run : IAsyncDisposable
{
    public Run(Operation operation, Snapshot snapshot, IStackStore store, IProviderLoader loader, EventSink events, TimeProvider clock, CancellationToken stop, CancellationToken abort)
    {
        Operation = operation;
        Loaded = snapshot;
        Events = events;
        // A preview changes nothing, so it tells everything that is wrong.
        Halt = new Halt(operation.ContinueOnError || operation.DryRun, stop);
        Review = new ReviewedSteps(operation, events, Halt);
        Journal = new Journal(snapshot, operation.DryRun ? null : store);
        Selection = new Selection(operation, Journal.Index);
        Providers = new ProviderRegistry(loader, operation.DryRun, events.Work, abort);
        Slots = new SemaphoreSlim(Math.Max(1, operation.Parallel));
        Calls = new ProviderCalls(Providers, clock, operation.DryRun, abort);
        Executor = new StepExecutor(Journal, Calls, events, Halt, Slots, operation.DryRun);
        foreach (var provider in snapshot.Resources.Where(r => Urns.Urn.IsProviderType(r.Type)))
        {
            Providers.Declare(provider.Urn, provider.Id, provider.Inputs);
        }
    }

    public Operation Operation { get; }

    /// <summary>The state as it was at the beginning.</summary>
    public Snapshot Loaded { get; }

    public EventSink Events { get; }

    public Halt Halt { get; }

    public Journal Journal { get; }

    public ReviewedSteps Review { get; }

    public Selection Selection { get; }

    public ProviderRegistry Providers { get; }

    public ProviderCalls Calls { get; }

    /// <summary>As many provider calls as may run at the same time.</summary>
    public SemaphoreSlim Slots { get; }

    public StepExecutor Executor { get; }

    public PlanOptions PlanOptions => new()
    {
        Selection = Selection,
        Preview = Operation.DryRun,
        Seed = Review.Seed,
        IgnoreProtect = Operation.IgnoreProtect,
        Replace = [.. Operation.Replace],
    };

    public async ValueTask DisposeAsync()
    {
        await Providers.DisposeAsync();
        Slots.Dispose();
        Halt.Dispose();
    }
}
