using Infra.Cli.Prerequisites;
using Infra.Cli.Terminal;
using Infra.Engine;
using Infra.Engine.Plugins;
using Infra.Engine.State;

namespace Infra.Cli;

/// <summary>Everything the command takes from around it.</summary>
internal sealed record CliHost(
    ITerminal Terminal,
    string Directory,
    IReadOnlyDictionary<string, string> Variables,
    TimeProvider Clock,
    ProviderCatalog Providers,
    IComputer Computer)
{
    /// <summary>Makes the engine that works on a stack.</summary>
    public Func<IStackStore, DeploymentEngine> Engine { get; init; } = store => new DeploymentEngine(store, Providers, Clock);

    public string Variable(string name) => Variables.GetValueOrDefault(name, "");
}
