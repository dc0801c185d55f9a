using System.Collections.Immutable;
using System.Globalization;
using Infra.Cli.Commands;
using Infra.Cli.Stacks;
using Infra.Engine;
using Infra.Engine.Diagnostics;

namespace Infra.Cli.Operations;

/// <summary>Makes the engine's operation of a command line's options.</summary>
internal static class OperationRequest
{
    private const string ParallelVariable = "PULUMI_PARALLEL";

    public static void Check(Invocation invocation, OperationOptions options)
    {
        if (invocation.Get(options.Target) is { Length: > 0 } && invocation.Get(options.Exclude) is { Length: > 0 })
        {
            throw Bad("--target and --exclude contradict each other.", "Use one of them.");
        }

        _ = Parallel(invocation, options);
    }

    public static Operation Create(Invocation invocation, OperationOptions options, OperationKind kind, OpenedStack stack)
    {
        var alsoTargets = All(invocation, options.TargetReplace);
        var operation = new Operation(kind, stack.Project, stack.Name, stack.Config)
        {
            Refresh = invocation.Has(options.Refresh) ? invocation.Get(options.Refresh) : stack.Project.AlwaysRefresh,
            Targets = [.. All(invocation, options.Target), .. alsoTargets],
            Excludes = All(invocation, options.Exclude),
            TargetDependents = invocation.Get(options.TargetDependents),
            Replace = [.. All(invocation, options.Replace), .. alsoTargets],
            Rehearsal = invocation.Get(options.Rehearse),
            ContinueOnError = invocation.Get(options.ContinueOnError),
            IgnoreProtect = invocation.Get(options.AllowDataLoss),
            Message = invocation.Get(options.Message) ?? "",
        };
        return Parallel(invocation, options) is { } parallel ? operation with { Parallel = parallel } : operation;
    }

    /// <summary>Of the command line, or else of Pulumi's variable; null: as many as the engine finds right.</summary>
    private static int? Parallel(Invocation invocation, OperationOptions options)
    {
        if (invocation.Has(options.Parallel))
        {
            return invocation.Get(options.Parallel) is >= 1 and var asked ? asked : throw Bad($"--parallel is a number of steps, 1 at least, not {invocation.Get(options.Parallel)}.", "--parallel 4");
        }

        if (invocation.Host.Variable(ParallelVariable) is not { Length: > 0 } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var steps) && steps >= 1 ? steps : throw new InfraException(
            CliCodes.BadOptions, "An environment variable cannot be used as it is", $"{ParallelVariable} is a number of steps, 1 at least, not '{text}'.",
            $"Correct it, unset it, or give --parallel, which goes before it:\n    unset {ParallelVariable}", ParallelVariable, ExitCodes.Configuration);
    }

    private static ImmutableArray<string> All(Invocation invocation, System.CommandLine.Option<string[]> option) => [.. invocation.Get(option) ?? []];

    private static InfraException Bad(string detail, string help) =>
        new(CliCodes.BadOptions, "The options cannot be used together or as given", detail, help, exitCode: ExitCodes.Configuration);
}
