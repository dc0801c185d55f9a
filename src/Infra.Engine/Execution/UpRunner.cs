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
        ApplyStackOutputs(monitor.StackOutputs);
        if (!run.Halt.Failed && !run.Halt.Stopped)
        {
            await new Deleter(run).RunAsync(run.Journal.Index.Entries.Where(e => !e.Done && (e.State.Delete || !e.Matched)));
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

    /// <summary>After a failure nothing is taken from the outputs that were there.</summary>
    private void ApplyStackOutputs(PropertyMap? outputs)
    {
        if (outputs is null || run.Journal.Finished(RootUrn) is not { } stack)
        {
            return;
        }

        var complete = !run.Halt.Failed && !run.Halt.Stopped;
        var kept = complete ? outputs : PropertyMap.From(stack.Outputs.Concat(outputs));
        run.Journal.Amend(RootUrn, state => state with { Outputs = kept });
        run.Events.OutputsRegistered(RootUrn, run.Journal.Finished(RootUrn));
    }

    private string RootUrn => Urn.RootStack(run.Operation.StackName, run.Operation.Project.Name);
}
