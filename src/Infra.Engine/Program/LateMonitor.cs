using Infra.Engine.Plan;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Engine.Program;

/// <summary>A monitor whose requests wait for the real one: a program may start while the state is still being read.</summary>
internal sealed class LateMonitor : IMonitor
{
    private readonly TaskCompletionSource<IMonitor> _real = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Become(IMonitor real) => _real.TrySetResult(real);

    public Task<RegisteredResource> RegisterAsync(Goal goal, ProviderRequest provider, CancellationToken cancellationToken)
    {
        return _real.Task.IsCompletedSuccessfully ? _real.Task.Result.RegisterAsync(goal, provider, cancellationToken) : LaterAsync();

        async Task<RegisteredResource> LaterAsync() => await (await RealAsync(cancellationToken)).RegisterAsync(goal, provider, cancellationToken);
    }

    public async Task<RegisteredResource> RefuseAsync(Goal place, string problem, CancellationToken cancellationToken) =>
        await (await RealAsync(cancellationToken)).RefuseAsync(place, problem, cancellationToken);

    public async Task<RegisteredResource> ReadAsync(ReadGoal goal, ProviderRequest provider, CancellationToken cancellationToken) =>
        await (await RealAsync(cancellationToken)).ReadAsync(goal, provider, cancellationToken);

    public async Task RegisterOutputsAsync(string urn, PropertyMap outputs, CancellationToken cancellationToken) =>
        await (await RealAsync(cancellationToken)).RegisterOutputsAsync(urn, outputs, cancellationToken);

    public async Task<InvokeResult?> InvokeAsync(string token, PropertyMap args, ProviderRequest provider, CancellationToken cancellationToken) =>
        await (await RealAsync(cancellationToken)).InvokeAsync(token, args, provider, cancellationToken);

    private Task<IMonitor> RealAsync(CancellationToken cancellationToken) => _real.Task.WaitAsync(cancellationToken);
}
