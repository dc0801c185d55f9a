using System.Collections.Immutable;
using Infra.Engine.Plan;
using Infra.Protocol.Providers;

namespace Infra.Engine.Execution;

/// <summary>Deletes what nothing wants any more: dependents first, independent things at the same time.</summary>
internal sealed class Deleter(Run run)
{
    public async Task RunAsync(IEnumerable<StateEntry> unwanted)
    {
        var scope = DeleteScope.Of([.. unwanted.Where(e => !e.Done)], run.Selection, run.Journal.AllFinished());
        foreach (var (entry, user) in scope.Blocked)
        {
            run.Events.Diagnose(entry.Urn, LogSeverity.Error, $"resource \"{entry.Urn}\" cannot be deleted\nbecause \"{user}\" depends on it, and the operation is not about that one. Name it with --target as well, or add --target-dependents");
        }

        var (steps, refused) = DeletePlan.Make(scope.Going, run.Operation.IgnoreProtect, run.Journal.Finished);
        foreach (var state in refused)
        {
            run.Events.Diagnose(state.Urn, LogSeverity.Error, $"resource \"{state.Urn}\" cannot be deleted\nbecause it is protected. To unprotect the resource, remove the `protect` flag from it in the program and run an update, or delete it all the same with --ignore-protect");
        }

        if (!scope.Blocked.IsEmpty || refused.Length > 0)
        {
            run.Halt.Fail();
            return;
        }

        if (run.Review.Allows(steps))
        {
            await DeleteAsync(steps);
        }
    }

    /// <summary>Deletes what an earlier run replaced; what something still refers to must wait until that has moved on.</summary>
    public async Task RetireAsync()
    {
        var index = run.Journal.Index;
        var pending = PendingDeletes.Free([.. index.Entries.Where(e => !e.Done)], run.Selection);
        var (steps, _) = DeletePlan.Make(pending, ignoreProtect: true, urn => index.Find(urn)?.State);
        if (!steps.IsEmpty && run.Review.Allows(steps))
        {
            await DeleteAsync(steps);
        }
    }

    private async Task DeleteAsync(ImmutableArray<Step> steps)
    {
        var waits = DeleteOrder.Waits(steps);
        var deletions = new Task<bool>[steps.Length];
        for (var i = steps.Length - 1; i >= 0; i--)
        {
            var dependents = waits[i].Select(w => deletions[w]).ToArray();
            var step = steps[i];
            deletions[i] = Task.Run(() => DeleteAfterAsync(step, dependents));
            if (run.Operation.Parallel == 1)
            {
                await deletions[i];
            }
        }

        await Task.WhenAll(deletions);
    }

    /// <summary>False if it was not deleted, so that what it depends on stays as well.</summary>
    private async Task<bool> DeleteAfterAsync(Step step, Task<bool>[] dependents)
    {
        if (!(await Task.WhenAll(dependents)).All(gone => gone))
        {
            return false;
        }

        try
        {
            await run.Executor.RunAsync([step]);
            return true;
        }
        catch (Exception e) when (e is StepFailedException or OperationCanceledException)
        {
            return false;
        }
    }
}
