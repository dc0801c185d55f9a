using Infra.Cli.Prerequisites;
using Infra.Cli.Terminal;
using Infra.Engine.Plugins;

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
    public string Variable(string name) => Variables.GetValueOrDefault(name, "");
}
