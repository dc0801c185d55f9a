using Infra.Engine.Events;
using Infra.Engine.Plugins;
using Infra.Engine.State;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Engine;

/// <summary>The embedded engine: runs one operation on one stack.</summary>
public sealed class DeploymentEngine
{
    private readonly IStackStore _store;
    private readonly ProviderCatalog _providers;
    private readonly TimeProvider _clock;

    public DeploymentEngine(IStackStore store, ProviderCatalog providers, TimeProvider clock)
    {
        _store = store;
        _providers = providers;
        _clock = clock;
    }

    /// <summary>
    /// Runs the operation. Never throws for a failed step or program: that is an outcome, told through events.
    /// </summary>
    /// <param name="operation">What to do.</param>
    /// <param name="observer">Gets every event.</param>
    /// <param name="stop">Ask to stop: no new step begins, running ones finish, the state is saved.</param>
    /// <param name="abort">Stop now: running provider calls are cancelled, their operations stay pending in the state.</param>
    /// <exception cref="Diagnostics.InfraException">The operation could not begin.</exception>
    public Task<OperationResult> RunAsync(Operation operation, IEngineObserver observer, CancellationToken stop, CancellationToken abort) =>
        throw new NotImplementedException();

    /// <summary>Calls a function of the provider that manages the given resource, configured as in the state.</summary>
    public Task<InvokeResult> InvokeAsync(ResourceState resource, string token, PropertyMap args, IEngineObserver observer, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
