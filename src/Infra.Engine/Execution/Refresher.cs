using Infra.Engine.Diagnostics;
using Infra.Engine.Events;
using Infra.Engine.Plan;
using Infra.Engine.State;
using Infra.Engine.State.Edits;
using Infra.Engine.Urns;
using Infra.Protocol.Providers;

namespace Infra.Engine.Execution;

/// <summary>Looks at every real thing and brings the state in line with what it finds.</summary>
internal sealed class Refresher(Run run)
{
    private enum Finding
    {
        AsBefore,
        Changed,
        Gone,
        Failed,
    }

    public async Task RunAsync()
    {
        var findings = new Dictionary<string, Task<Finding>>(StringComparer.Ordinal);
        foreach (var entry in run.Journal.Index.Entries.Where(e => IsReadable(e.State) && run.Selection.Contains(e)))
        {
            var host = findings.GetValueOrDefault(entry.State.DeletedWith);
            findings[entry.Urn] = Task.Run(() => RefreshAsync(entry, host));
            if (run.Operation.Parallel == 1)
            {
                await findings[entry.Urn];
            }
        }

        await Task.WhenAll(findings.Values);
        await PruneAsync();
    }

    private async Task<Finding> RefreshAsync(StateEntry entry, Task<Finding>? host)
    {
        // Inside something that is gone there is nothing to read; inside something that is not well, reading may fail.
        var hostFinding = host is null ? Finding.AsBefore : await host;
        if (hostFinding == Finding.Failed || run.Halt.Token.IsCancellationRequested)
        {
            return Finding.Failed;
        }

        await run.Slots.WaitAsync(CancellationToken.None);
        var step = new Step(StepOp.Refresh, entry, null);
        try
        {
            run.Events.Started(step);
            var found = hostFinding == Finding.Gone ? null : await run.Calls.RefreshAsync(entry.State);
            return found is null ? await RemoveAsync(step) : await KeepAsync(step, found);
        }
        catch (ProviderException e) when (hostFinding == Finding.Changed)
        {
            run.Events.Diagnose(entry.Urn, LogSeverity.Warning, $"could not be read, as \"{entry.State.DeletedWith}\" is not as it should be; the state is kept\n{e.Message}");
            run.Events.Succeeded(step, entry.State);
            return Finding.AsBefore;
        }
        catch (Exception e)
        {
            run.Events.Failed(step, e is InfraException { Help: { Length: > 0 } help } ? $"{e.Message}\n{help}" : e.Message);
            run.Halt.Fail();
            return Finding.Failed;
        }
        finally
        {
            run.Slots.Release();
        }
    }

    private async Task<Finding> RemoveAsync(Step step)
    {
        if (IsNotAsReviewed(step, StepOp.Discard, null))
        {
            return Finding.Failed;
        }

        await run.Journal.EndAsync(0, new JournalEdit { Remove = step.Old }, Durability.Soon);
        return Tell(step, null, StepOp.Delete, Finding.Gone);
    }

    private async Task<Finding> KeepAsync(Step step, CallResult found)
    {
        if (!found.Problems.IsDefaultOrEmpty)
        {
            run.Events.Diagnose(step.Urn, LogSeverity.Warning, $"Refreshed resource is in an unhealthy state:\n{string.Join('\n', found.Problems)}");
        }

        var (entry, old) = (step.Old!, step.OldState!);
        if (StateEquality.Same(old, found.State))
        {
            IsNotAsReviewed(step, StepOp.Same, old);
            return Tell(step, old, StepOp.Same, Finding.AsBefore);
        }

        var drift = await run.Calls.DriftAsync(old, found.State);
        if (IsNotAsReviewed(step, drift.Changes == DiffChanges.None ? StepOp.Same : StepOp.Refresh, found.State))
        {
            return Finding.Failed;
        }

        await run.Journal.EndAsync(0, new JournalEdit { Mark = (entry, found.State) }, Durability.Soon);
        return drift.Changes == DiffChanges.None
            ? Tell(step, found.State, StepOp.Same, Finding.AsBefore)
            : Tell(step with { Diff = drift }, found.State, StepOp.Update, Finding.Changed);
    }

    private Finding Tell(Step step, ResourceState? result, StepOp outcome, Finding finding)
    {
        run.Events.Succeeded(step, result);
        if (run.Operation.Kind == OperationKind.Refresh)
        {
            run.Events.Count(outcome);
        }

        return finding;
    }

    /// <summary>True: a person agreed to something else, and has been told so. Before an update or a deletion it is the steps that are held to what was shown.</summary>
    private bool IsNotAsReviewed(Step step, StepOp finding, ResourceState? found)
    {
        if (run.Operation.Kind != OperationKind.Refresh || run.Review.CheckFinding(step.OldState!, finding, found) is not { } violation)
        {
            return false;
        }

        run.Events.Failed(step, violation.ToString());
        return true;
    }

    /// <summary>Nothing may refer to what is gone. What waits to be deleted under the same URN comes later and does not stand for it.</summary>
    private async Task PruneAsync()
    {
        var entries = run.Journal.Index.Entries;
        if (entries.All(e => !e.Done))
        {
            return;
        }

        var before = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries.Where(e => !e.Done))
        {
            var pruned = UrnReferences.Map(entry.State, urn => before.Contains(urn) ? urn : null);
            before.Add(entry.Urn);
            if (!StateEquality.Same(pruned, entry.State))
            {
                await run.Journal.EndAsync(0, new JournalEdit { Mark = (entry, pruned) }, Durability.Soon);
            }
        }
    }

    private static bool IsReadable(ResourceState state) =>
        state is { Custom: true, Delete: false, PendingReplacement: false } && !Urn.IsProviderType(state.Type);
}
