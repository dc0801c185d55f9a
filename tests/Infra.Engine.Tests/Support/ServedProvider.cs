using Infra.Engine.Plugins;
using Infra.Protocol.Grpc;
using Infra.Protocol.Providers;
using Pulumirpc;

namespace Infra.Engine.Tests.Support;

/// <summary>A provider of this process behind the plugin protocol: served on loopback, called by the engine's client.</summary>
internal sealed class ServedProvider(IResourceProvider provider) : IAsyncDisposable
{
    private readonly GrpcServer _server = new();

    public async Task<IResourceProvider> StartAsync(TimeSpan? grace = null)
    {
        new ProviderService(provider, _ => { }, () => Task.CompletedTask).MapTo(_server);
        await _server.StartAsync(CancellationToken.None);
        var calls = new PluginCalls("test", new GrpcChannel(_server.Address), process: null, grace ?? TimeSpan.FromSeconds(10));
        return await PluginProvider.ConnectAsync(calls, new ProviderHandshakeRequest(), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await provider.DisposeAsync();
    }
}
