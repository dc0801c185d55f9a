using System.Collections.Immutable;
using Infra.Engine;
using Infra.Engine.Events;
using Infra.Engine.Plugins;
using Infra.Engine.Secrets;
using Infra.Engine.State;
using Infra.Engine.Workspace;
using Infra.Protocol.Providers;

namespace Bench.Engine;

/// <summary>One operation of the embedded engine over the file backend, as a command would do it, but for the display.</summary>
internal static class EngineRun
{
    private const string Stack = "bench";

    /// <param name="operation">preview, up or destroy.</param>
    /// <param name="directory">Of the project; the state is in it.</param>
    public static async Task<int> RunAsync(string operation, string directory)
    {
        var backend = FileBackend.Open("file://" + directory, directory, "bench", new BackendOptions(Compress: false, Backups: true, "v0.1.0"), TimeProvider.System);
        if (!backend.Exists(Stack))
        {
            backend.Create(Stack);
        }

        var secrets = PassphraseSecrets.Create(new Passphrase("bench", "the benchmark"));
        await using var store = backend.OpenStack(Stack, secrets, write: true);
        var providers = new ProviderCatalog(ImmutableSortedDictionary<string, Func<IProviderHost, IResourceProvider>>.Empty.Add("bench", _ => new TrivialProvider()));
        var what = new Operation(operation == "destroy" ? OperationKind.Destroy : OperationKind.Up, ProjectLoader.Load(directory), Stack, StackConfig.Empty)
        {
            DryRun = operation == "preview",
        };
        var observer = new Complaints();
        var result = await new DeploymentEngine(store, providers, TimeProvider.System).RunAsync(what, observer, CancellationToken.None, CancellationToken.None);
        return result.Outcome == OperationOutcome.Succeeded ? 0 : 1;
    }

    private sealed class Complaints : IEngineObserver
    {
        public void OnEvent(EngineEvent engineEvent)
        {
            if (engineEvent is DiagnosticEvent { Severity: >= LogSeverity.Warning } diagnostic)
            {
                Console.Error.WriteLine(diagnostic.Message);
            }
        }
    }
}
