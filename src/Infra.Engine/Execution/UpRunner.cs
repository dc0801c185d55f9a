using Infra.Engine.Plan;
using Infra.Engine.Program;
using Infra.Engine.Urns;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Engine.Execution;

/// <summary>Runs the program, makes what it declares true, and deletes what it does not declare any more.</summary>
internal sealed class UpRunner(Run run, IProgram program)
{
    public async Task RunAsync()
    {
        // What comes before the program's steps and starting the program need not wait for each other.
        var ready = new Lazy<Task>(PrepareAsync);
        using var monitor = new ResourceMonitor(run, ready);
        _ = ready.Value;
        var exit = await program.RunAsync(monitor, run.Halt.Token);
        await ready.Value;
        await monitor.DrainAsync();
        Judge(exit, monitor);
        CheckSelection(monitor);
        ApplyStackOutputs(monitor.StackOutputs);
        if (run.Operation.Kind == OperationKind.Up && MayDelete(monitor))
        {
            await new Deleter(run).RunAsync(Unwanted(monitor));
        }

        run.Review.End();
        run.Events.EndComponents(run.Journal.Finished);
    }

    private async Task PrepareAsync()
    {
        if (run.Operation.Refresh)
        {
            await new Refresher(run).RunAsync();
        }

        if (run.Operation.Kind == OperationKind.Up && !run.Halt.Token.IsCancellationRequested)
        {
            await new Deleter(run).RetireAsync();
        }
    }

    private void Judge(ProgramExit exit, ResourceMonitor monitor)
    {
        if (run.Halt.Token.IsCancellationRequested)
        {
            return;
        }

        var problem = exit switch
        {
            { Succeeded: false } => exit.Problem,
            _ when !monitor.WasUsed => "the program ended without having declared anything: does it call Deployment.RunAsync, and wait for it? Nothing was changed; `infra destroy` deletes a stack",
            _ => null,
        };
        if (problem is { Length: > 0 })
        {
            run.Events.Diagnose(RootUrn, LogSeverity.Error, problem);
        }

        if (problem is not null)
        {
            run.Halt.Fail(evenIfContinuing: true);
        }
    }

    /// <summary>A preview also tells what could not be deleted, if it is known what would be.</summary>
    private bool MayDelete(ResourceMonitor monitor) => run.Operation.DryRun
        ? !run.Halt.Token.IsCancellationRequested && !monitor.SomethingHasNoPlace
        : !run.Halt.Failed && !run.Halt.Stopped;

    /// <summary>What the program does not declare; not what it might have declared if something else had not failed.</summary>
    private IEnumerable<StateEntry> Unwanted(ResourceMonitor monitor)
    {
        var doubtful = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in run.Journal.Index.Entries.Where(e => !e.Done))
        {
            if (monitor.HasFailed(entry.Urn) || StateIndex.DependenciesOf(entry.State).Any(doubtful.Contains))
            {
                doubtful.Add(entry.Urn);
            }
            else if (entry.State.Delete || !entry.Matched)
            {
                yield return entry;
            }
        }
    }

    private void CheckSelection(ResourceMonitor monitor)
    {
        if (!run.Halt.Token.IsCancellationRequested && !monitor.SomethingHasNoPlace && run.Selection.Unknown(monitor.Urns) is { } unknown)
        {
            run.Events.Diagnose(RootUrn, LogSeverity.Error, $"{unknown.Code}: {unknown.Message}: {unknown.Detail}\n{unknown.Help}");
            run.Halt.Fail(evenIfContinuing: true);
        }
    }

    /// <summary>After a failure, and with only some resources meant, nothing is taken from the outputs that were there.</summary>
    private void ApplyStackOutputs(PropertyMap? outputs)
    {
        if (outputs is null || run.Journal.Finished(RootUrn) is not { } stack)
        {
            return;
        }

        var complete = !run.Halt.Failed && !run.Halt.Stopped && run.Selection.IsAll;
        var known = run.Operation.DryRun ? outputs : PropertyMap.From(outputs.Where(o => !o.Value.ContainsUnknowns));
        var kept = complete ? outputs : PropertyMap.From(stack.Outputs.Concat(known));
        run.Journal.Amend(RootUrn, state => state with { Outputs = kept });
        run.Events.OutputsRegistered(RootUrn, run.Journal.Finished(RootUrn));
    }

    private string RootUrn => Urn.RootStack(run.Operation.StackName, run.Operation.Project.Name);
}
