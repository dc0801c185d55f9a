using System.CommandLine;
using Infra.Cli.Stacks;
using Infra.Cli.Terminal;
using Infra.Engine.Diagnostics;
using Infra.Engine.State;

namespace Infra.Cli.Commands;

/// <summary>The resources a `state` command is about, its stack and its --yes.</summary>
internal sealed class StateTarget
{
    public Argument<string[]> Urns { get; } = new("urn") { Arity = ArgumentArity.ZeroOrMore, Description = "Resources by URN; on a terminal, without any, you are asked" };

    public Option<string> Stack { get; } = StackOption.Create();

    public Option<bool> Yes { get; } = new("--yes", "-y") { Description = "Do it without asking" };

    public Command AddTo(Command command)
    {
        command.Arguments.Add(Urns);
        command.Options.Add(Stack);
        command.Options.Add(Yes);
        return command;
    }

    public StateEditor Open(Invocation invocation)
    {
        var stacks = ProjectStacks.Open(invocation);
        return new StateEditor(invocation, stacks, stacks.Name(invocation.Get(Stack)));
    }

    /// <summary>The URNs given, or that of the resource a person chooses.</summary>
    /// <exception cref="InfraException">INF7017: none is given and nobody can be asked.</exception>
    public async Task<string[]> UrnsAsync(Invocation invocation, StateEditor editor, string question) =>
        invocation.Get(Urns) is { Length: > 0 } given
            ? [.. given.Distinct(StringComparer.Ordinal)]
            : [(await ChooseAsync(invocation, editor, question, _ => true)).Urn];

    public static async Task<ResourceState> ChooseAsync(Invocation invocation, StateEditor editor, string question, Func<ResourceState, bool> filter)
    {
        if (!invocation.Screen.IsInteractive)
        {
            throw new InfraException(
                CliCodes.NoResourceNamed, "No resource is named, and nobody can be asked", "This is not an interactive terminal.",
                "Name it by its URN:\n    infra stack --show-urns", exitCode: ExitCodes.Configuration);
        }

        ResourceState[] all = [.. (await editor.LoadAsync()).Resources.Where(filter)];
        return all.Length == 0
            ? throw new InfraException(DiagnosticCodes.ResourceMissing, "The state has no such resource", "There is none to choose from.", "infra stack --show-urns")
            : Choice.Ask(invocation.Screen, question, all, Describe);
    }

    public static string Describe(ResourceState resource) => $"{resource.Urn}{(resource.Delete ? $" ('{resource.Id}', replaced and waiting to be deleted)" : "")}";
}
