using Infra.Cli.Commands;
using Infra.Cli.Display;
using Infra.Cli.Machines;
using Infra.Cli.Prerequisites;
using Infra.Cli.Stacks;
using Infra.Cli.Terminal;
using Infra.Engine;
using Infra.Engine.Diagnostics;
using Infra.Engine.State;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Cli.Operations;

/// <summary>Puts the previous release of the application back, then reads it into the state.</summary>
internal sealed class RollbackCommand(Invocation invocation, RollbackOptions options)
{
    private const string ReleaseType = "machine:index:Release";
    private const string Token = "machine:index:rollback";

    private static readonly string[] _arguments =
        ["connection", "name", "root", "owner", "service", "socketDirectory", "healthPath", "healthHost", "healthTimeout", "drainTimeout"];

    private Screen Screen => invocation.Screen;

    public async Task<int> RunAsync()
    {
        if (!invocation.IsConfirmed(options.Yes) && !Screen.IsInteractive)
        {
            throw Confirmation.Impossible("rollback");
        }

        using var interruption = new Interruption(Screen.Terminal);
        await using var stack = await OpenedStack.OpenAsync(invocation, invocation.Get(options.Stack), null, [], write: true, create: false, interruption.Stop);
        await new HostPrerequisites(invocation.Host.Computer, Screen).EnsureAsync(stack.Host, interruption.Stop);
        var release = Find(await stack.Store.LoadAsync(interruption.Stop));
        var name = Urns.Name(release.Urn);
        if (!invocation.IsConfirmed(options.Yes) && !Confirmation.Ask(Screen, $"Go back from release {Text(release.Outputs, "release")} of {name}?"))
        {
            Screen.Tell("Nothing was changed.");
            return ExitCodes.Cancelled;
        }

        var engine = invocation.Host.Engine(stack.Store);
        var recorder = new ModelRecorder();
        // The next preview has to compare with what is live after it.
        var refresh = new Operation(OperationKind.Refresh, stack.Project, stack.Name, stack.Config) { Targets = [release.Urn], Message = $"rollback of {name}" };
        var answer = await CallAsync(engine, refresh, release, recorder, interruption.Stop);
        Screen.Tell(DiagnosticsRenderer.Render(recorder.Model));
        Screen.Write(Line.Of(new Span("Rolled back ", Ink.Green), new Span($"{name}: {Text(answer, "previous")} => {Text(answer, "release")}")));

        var result = await engine.RunAsync(refresh, recorder, interruption.Stop, interruption.Abort);
        Screen.Tell(DiagnosticsRenderer.Render(recorder.Model));
        Screen.Tell("The program still declares the newer release: the next 'infra up' deploys it again unless the source has changed.");
        return result.Outcome switch
        {
            OperationOutcome.Succeeded => ExitCodes.Success,
            OperationOutcome.Cancelled => ExitCodes.Cancelled,
            _ => ExitCodes.Error,
        };
    }

    internal static PropertyMap Arguments(PropertyMap inputs, string? to)
    {
        var arguments = PropertyMap.From(inputs.Where(pair => _arguments.Contains(pair.Key)));
        return to is null ? arguments : arguments.With("to", to);
    }

    private async Task<PropertyMap> CallAsync(DeploymentEngine engine, Operation operation, ResourceState release, ModelRecorder recorder, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await engine.InvokeAsync(operation, release, Token, Arguments(release.Inputs, invocation.Get(options.To)), recorder, cancellationToken);
            return answer.Failures.IsDefaultOrEmpty ? answer.Return : throw Failed(string.Join('\n', answer.Failures.Select(failure => failure.Reason)));
        }
        catch (ProviderException e)
        {
            throw Failed(e.Message);
        }
    }

    private ResourceState Find(Snapshot snapshot)
    {
        var releases = snapshot.Resources.Where(resource => resource.Type == ReleaseType && !resource.Delete).ToList();
        var wanted = invocation.Get(options.Name);
        var chosen = wanted is null ? releases : releases.FindAll(release => Urns.Name(release.Urn) == wanted);
        return chosen switch
        {
            [var one] => one,
            [] when PlatformApp.Find(snapshot) is { } app => throw app.KeepsItsReleases(),
            [] => throw new InfraException(
                CliCodes.NothingToRollBack, "There is no release to roll back",
                wanted is null ? "The stack's state has none." : $"The stack's state has no release '{wanted}'.", "infra up", exitCode: ExitCodes.Configuration),
            _ => throw new InfraException(
                CliCodes.NothingToRollBack, "The stack has several releases", "Say which one is meant.",
                string.Join('\n', chosen.Select(release => $"infra rollback {Urns.Name(release.Urn)}")), exitCode: ExitCodes.Configuration),
        };
    }

    private static string Text(PropertyMap map, string key) => map.Find(key) is StringValue text ? text.Value : "?";

    private static InfraException Failed(string detail) => new(
        CliCodes.RollbackFailed, "The release was not rolled back", detail, "The release that was live still is. Look at its log:\n    infra logs --layer app");
}
