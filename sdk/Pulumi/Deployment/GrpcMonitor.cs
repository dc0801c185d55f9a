using Google.Protobuf.WellKnownTypes;
using Infra.Protocol.Grpc;
using Pulumirpc;

namespace Pulumi;

/// <summary>The resource monitor of the engine that started this program. Calls take as long as the engine needs.</summary>
internal sealed class GrpcMonitor(string address) : IMonitor, IDisposable
{
    private const string Service = "pulumirpc.ResourceMonitor/";
    private readonly GrpcChannel _channel = new(address, oneConnection: true);

    public async Task<bool> SupportsFeatureAsync(string feature)
    {
        var request = new SupportsFeatureRequest { Id = feature };
        return (await _channel.UnaryCallAsync(Service + "SupportsFeature", request, SupportsFeatureResponse.Parser).ConfigureAwait(false)).HasSupport;
    }

    public Task<RegisterResourceResponse> RegisterResourceAsync(Resource resource, RegisterResourceRequest request) =>
        _channel.UnaryCallAsync(Service + "RegisterResource", request, RegisterResourceResponse.Parser);

    public Task<ReadResourceResponse> ReadResourceAsync(Resource resource, ReadResourceRequest request) =>
        _channel.UnaryCallAsync(Service + "ReadResource", request, ReadResourceResponse.Parser);

    public Task RegisterResourceOutputsAsync(RegisterResourceOutputsRequest request) =>
        _channel.UnaryCallAsync(Service + "RegisterResourceOutputs", request, Empty.Parser);

    public Task<ResourceInvokeResponse> InvokeAsync(ResourceInvokeRequest request) =>
        _channel.UnaryCallAsync(Service + "Invoke", request, ResourceInvokeResponse.Parser);

    public Task<CallResponse> CallAsync(ResourceCallRequest request) =>
        _channel.UnaryCallAsync(Service + "Call", request, CallResponse.Parser);

    public Task<RegisterPackageResponse> RegisterPackageAsync(Pulumirpc.RegisterPackageRequest request) =>
        _channel.UnaryCallAsync(Service + "RegisterPackage", request, RegisterPackageResponse.Parser);

    public async Task SignalAndWaitForShutdownAsync()
    {
        try
        {
            await _channel.UnaryCallAsync(Service + "SignalAndWaitForShutdown", new Empty(), Empty.Parser).ConfigureAwait(false);
        }
        catch (GrpcException e) when (e.Status == StatusCode.Unimplemented)
        {
            // An engine that doesn't know the call doesn't need the program any longer.
        }
    }

    public void Dispose() => _channel.Dispose();
}
