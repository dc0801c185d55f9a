using System.CommandLine;
using Infra.Cli.Costs;
using Infra.Cli.Display;
using Infra.Cli.Stacks;
using Infra.Cli.Terminal;
using Infra.Engine;
using Infra.Engine.Diagnostics;

namespace Infra.Cli.Commands;

/// <summary>`infra cost`: what the declaration costs a month, beside what runs now.</summary>
internal static class CostCommand
{
    public static Command Create(CommandSet set)
    {
        var stack = StackOption.Create();
        var configFile = new Option<string>("--config-file") { Description = "Use this file instead of Pulumi.<stack>.yaml", HelpName = "file" };
        var json = new Option<bool>("--json", "-j") { Description = "As JSON" };
        var command = new Command("cost", "Say what the declaration costs a month, and the difference to what runs now") { stack, configFile, json };
        return set.Add(command, invocation => RunAsync(invocation, invocation.Get(stack), invocation.Get(configFile), invocation.Get(json)));
    }

    private static async Task<int> RunAsync(Invocation invocation, string? given, string? configFile, bool json)
    {
        using var interruption = new Interruption(invocation.Screen.Terminal);
        await using var stack = await OpenedStack.OpenAsync(invocation, given, configFile, [], write: false, create: true, interruption.Stop);
        var recorder = new ModelRecorder();
        var operation = new Operation(OperationKind.Up, stack.Project, stack.Name, stack.Config) { DryRun = true, MayPreviewOffline = true };
        var result = await invocation.Host.Engine(stack.Store).RunAsync(operation, recorder, interruption.Stop, interruption.Abort);
        if (result.Outcome != OperationOutcome.Succeeded)
        {
            invocation.Screen.Tell(DiagnosticsRenderer.Render(recorder.Model));
            return result.Outcome == OperationOutcome.Cancelled ? ExitCodes.Cancelled : ExitCodes.Error;
        }

        var cost = CostComparison.Of(recorder.Model);
        if (json)
        {
            invocation.Screen.Write(CostJson.Render(stack.Name, cost));
        }
        else if (cost.IsEmpty)
        {
            invocation.Screen.Write("The stack's program declares no cost.");
        }
        else
        {
            invocation.Screen.Write(CostRenderer.Render(cost, invocation.Screen.Width));
        }

        return ExitCodes.Success;
    }
}
