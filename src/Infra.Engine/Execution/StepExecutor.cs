using System.Collections.Immutable;
using Infra.Engine.Diagnostics;
using Infra.Engine.Events;
using Infra.Engine.Plan;
using Infra.Engine.State;
using Infra.Protocol.Providers;

namespace Infra.Engine.Execution;

/// <summary>Does steps: intention saved, provider called, result saved, everybody told.</summary>
internal sealed class StepExecutor(Journal journal, ProviderCalls calls, EventSink events, Halt halt, SemaphoreSlim slots, bool preview)
{
    /// <summary>Does the steps in order and returns what the last one left; null if nothing.</summary>
    /// <exception cref="StepFailedException">One failed, and has been reported; the rest was not begun.</exception>
    /// <exception cref="OperationCanceledException">Nothing may begin any more.</exception>
    public async Task<ResourceState?> RunAsync(ImmutableArray<Step> steps)
    {
        await slots.WaitAsync(halt.Token);
        try
        {
            ResourceState? result = null;
            foreach (var step in steps)
            {
                halt.Token.ThrowIfCancellationRequested();
                result = await RunAsync(step) ?? result;
            }

            return result;
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<ResourceState?> RunAsync(Step step)
    {
        events.Started(step);
        try
        {
            var result = await DoAsync(step);
            events.Succeeded(step, result);
            return result;
        }
        catch (Exception e)
        {
            events.Failed(step, Explain(e));
            // A state that cannot be written makes everything further unsafe, even with --continue-on-error.
            halt.Fail(evenIfContinuing: e is InfraException && !preview);
            throw new StepFailedException(step.Urn);
        }
    }

    private async Task<ResourceState?> DoAsync(Step step)
    {
        switch (step.Op)
        {
            case StepOp.Same:
                return await SameAsync(step);
            case StepOp.Create or StepOp.CreateReplacement:
                return await ChangeAsync(step, PendingOperationType.Creating, calls.CreateAsync, Superseding(step));
            case StepOp.Update:
                return await ChangeAsync(step, PendingOperationType.Updating, calls.UpdateAsync, state => new JournalEdit { Add = state, Remove = step.Old });
            case StepOp.Import or StepOp.ImportReplacement:
                return await ChangeAsync(step, PendingOperationType.Importing, calls.ImportAsync, Superseding(step));
            case StepOp.Read or StepOp.ReadReplacement:
                return await ChangeAsync(step, PendingOperationType.Reading, calls.ReadExternalAsync, Superseding(step));
            case StepOp.Delete or StepOp.DeleteReplaced or StepOp.Discard or StepOp.DiscardReplaced or StepOp.RemovePendingReplace:
                await DeleteAsync(step);
                return null;
            case StepOp.Replace:
                return null;
            default:
                throw new InvalidOperationException($"this is a bug in infra: no step is called {step.Op.Name()}");
        }
    }

    private async Task<ResourceState> SameAsync(Step step)
    {
        await calls.KeepAsync(step);
        var unchanged = StateEquality.Same(step.OldState!, step.New!);
        await journal.EndAsync(0, new JournalEdit { Add = step.New, Remove = step.Old }, unchanged ? Durability.None : Durability.Soon);
        return step.New!;
    }

    private async Task<ResourceState> ChangeAsync(Step step, PendingOperationType type, Func<Step, Task<CallResult>> call, Func<ResourceState, JournalEdit> edit)
    {
        var durability = ProviderCalls.ChangesRealThings(step) ? Durability.Now : Durability.Soon;
        var operation = durability == Durability.Now ? await journal.BeginAsync(step.New!, type) : 0;
        var result = await CallAsync(operation, () => call(step));
        await journal.EndAsync(operation, edit(result.State), durability);
        return result.Problems.IsDefaultOrEmpty
            ? result.State
            : throw new ProviderException(string.Join('\n', result.Problems));
    }

    private async Task DeleteAsync(Step step)
    {
        var old = step.Old!;
        var asks = !step.StateOnly && ProviderCalls.ChangesRealThings(step);
        var operation = asks ? await journal.BeginAsync(old.State, PendingOperationType.Deleting) : 0;
        if (asks)
        {
            await CallAsync(operation, async () =>
            {
                await calls.DeleteAsync(step);
                return true;
            });
        }

        var edit = step.KeepPending
            ? new JournalEdit { Mark = (old, old.State with { PendingReplacement = true }) }
            : new JournalEdit { Remove = old };
        await journal.EndAsync(operation, edit, asks ? Durability.Now : Durability.Soon);
    }

    /// <summary>A call that failed has changed nothing; one that was cancelled, or whose provider died, may have, and its operation stays pending.</summary>
    private async Task<T> CallAsync<T>(int operation, Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (operation != 0 && e is not OperationCanceledException and not ProviderException { MayBeCorrupt: true })
        {
            await journal.EndAsync(operation, new JournalEdit(), Durability.Now);
            throw;
        }
    }

    /// <summary>The old one stays to be deleted, unless it is gone already.</summary>
    private static Func<ResourceState, JournalEdit> Superseding(Step step) => state => step switch
    {
        { Old: null } => new JournalEdit { Add = state },
        { Op: StepOp.Read or StepOp.Import } => new JournalEdit { Add = state, Remove = step.Old },
        { Old.State.PendingReplacement: true } => new JournalEdit { Add = state, Remove = step.Old },
        _ => new JournalEdit { Add = state, Mark = (step.Old!, step.Old!.State with { Delete = true }) },
    };

    private static string Explain(Exception exception) => exception switch
    {
        ProviderException { MayBeCorrupt: true } e => $"{e.Message}\nThe real thing may be in an unknown state: look at it, or run a refresh.",
        ProviderException or PlanException => exception.Message,
        InfraException e => e.Told(),
        OperationCanceledException => "cancelled; whether it was done is not known, so it stays in the state as a pending operation",
        _ => $"this is a bug in the provider or in infra: {exception.GetType().Name}: {exception.Message}",
    };
}
