using Infra.Engine.Execution;
using Infra.Engine.Plan;
using Infra.Engine.State;
using Infra.Engine.Urns;

namespace Infra.Engine.Program;

/// <summary>Stands for a program that declares what the state has, and the imported resources after it.</summary>
/// <param name="load">The state.</param>
/// <param name="versionOf">Of a package whose default provider has to be registered and for which none is asked.</param>
internal sealed class ImportProgram(Func<Task<Snapshot>> load, Func<string, string> versionOf) : IProgram
{
    private Operation? _operation;

    public Task StartAsync(Operation operation, EventSink events, CancellationToken cancellationToken)
    {
        _operation = operation;
        return Task.CompletedTask;
    }

    public async Task<ProgramExit> RunAsync(IMonitor monitor, CancellationToken cancellationToken)
    {
        try
        {
            await DeclareAsync(monitor, _operation!, await load(), cancellationToken);
            return ProgramExit.Success;
        }
        catch (OperationCanceledException)
        {
            return new ProgramExit(false);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task DeclareAsync(IMonitor monitor, Operation operation, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var known = snapshot.Resources.Where(r => !r.Delete).ToArray();
        var root = Urn.RootStack(operation.StackName, operation.Project.Name);
        if (known.All(r => r.Urn != root))
        {
            await monitor.RegisterAsync(new Goal { Type = Urn.RootStackType, Name = Urn.Name(root), Custom = false }, ProviderRequest.Default, cancellationToken);
        }

        foreach (var state in known)
        {
            await monitor.RegisterAsync(Declaration(state), new ProviderRequest(state.Provider), cancellationToken);
        }

        foreach (var import in operation.Imports)
        {
            var goal = new Goal
            {
                Type = import.Type,
                Name = import.Name,
                Parent = import.Parent.Length > 0 ? import.Parent : root,
                ImportId = import.Id,
                ImportedInputs = import.Properties,
                Protect = import.Protect,
            };
            await monitor.RegisterAsync(goal, Provider(import, known), cancellationToken);
        }
    }

    /// <summary>Enough for the state to be found again; it stays as it is.</summary>
    private static Goal Declaration(ResourceState state) => new()
    {
        Type = state.Type,
        Name = Urn.Name(state.Urn),
        Custom = state.Custom,
        Parent = state.Parent,
        Protect = state.Protect,
        RetainOnDelete = state.RetainOnDelete,
        DeletedWith = state.DeletedWith,
    };

    /// <summary>The named one, or the default one that the state has; a second default would be another provider.</summary>
    private ProviderRequest Provider(ImportRequest import, IEnumerable<ResourceState> known)
    {
        var provider = known.LastOrDefault(r => import.Provider.Length > 0
            ? r.Urn == import.Provider
            : r.Type == Urn.ProviderType(Urn.Package(import.Type)) && Urn.IsDefaultProvider(r.Urn));
        return provider is null
            ? new ProviderRequest(Version: import.Version.Length > 0 ? import.Version : versionOf(Urn.Package(import.Type)), DownloadUrl: import.PluginDownloadUrl)
            : new ProviderRequest(new ProviderReference(provider.Urn, provider.Id).ToString());
    }
}
