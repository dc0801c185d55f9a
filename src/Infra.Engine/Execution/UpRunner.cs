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
        // Reading the real things and starting the program need not wait for each other.
        var ready = run.Operation.Refresh ? new Refresher(run).RunAsync() : Task.CompletedTask;
        using var monitor = new ResourceMonitor(run, ready);
        var exit = await program.RunAsync(monitor, run.Halt.Token);
        await ready;
        await monitor.DrainAsync();
        Judge(exit, monitor);
        CheckSelection(monitor);
        ApplyStackOutputs(monitor.StackOutputs);
        if (!run.Halt.Failed && !run.Halt.Stopped && run.Operation.Kind == OperationKind.Up)
        {
            await new Deleter(run).RunAsync(run.Journal.Index.Entries.Where(e => !e.Done && (e.State.Delete || !e.Matched)));
        }

        if (!run.Halt.Failed && !run.Halt.Stopped)
        {
            run.Review.End();
        }

        run.Events.EndComponents(run.Journal.Finished);
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

    private void CheckSelection(ResourceMonitor monitor)
    {
        if (!run.Halt.Token.IsCancellationRequested && run.Selection.Unknown(monitor.Urns) is { } unknown)
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
