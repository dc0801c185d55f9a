using System.Collections;
using System.Collections.Immutable;
using Infra.Cli;
using Infra.Cli.Prerequisites;
using Infra.Cli.Terminal;
using Infra.Engine.Plugins;
using Infra.Protocol.Providers;

namespace Bench.Engine;

/// <summary>The command infra, with the trivial provider in the place of its own.</summary>
internal static class InfraCommand
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(pair => (string)pair.Key, pair => (string?)pair.Value ?? "", StringComparer.Ordinal);
        var providers = new ProviderCatalog(ImmutableSortedDictionary<string, Func<IProviderHost, IResourceProvider>>.Empty.Add("bench", _ => new TrivialProvider()));
        var host = new CliHost(new SystemTerminal(), Environment.CurrentDirectory, variables, TimeProvider.System, providers, new Computer(variables));
        var exitCode = await App.RunAsync(host, arguments);
        PeakMemory.Note("engine");
        return exitCode;
    }
}
