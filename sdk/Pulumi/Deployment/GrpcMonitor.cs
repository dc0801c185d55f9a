using Google.Protobuf.WellKnownTypes;
using Infra.Protocol.Grpc;
using Pulumirpc;

namespace Pulumi;

/// <summary>The resource monitor of the engine that started this program. Calls take as long as the engine needs.</summary>
internal sealed class GrpcMonitor(IUnaryCalls calls) : IMonitor
{
    private const string Service = "pulumirpc.ResourceMonitor/";

    public async Task<bool> SupportsFeatureAsync(string feature)
    {
        var request = new SupportsFeatureRequest { Id = feature };
        return (await calls.CallAsync(Service + "SupportsFeature", request, SupportsFeatureResponse.Parser).ConfigureAwait(false)).HasSupport;
    }

    public Task<RegisterResourceResponse> RegisterResourceAsync(Resource resource, RegisterResourceRequest request) =>
        calls.CallAsync(Service + "RegisterResource", request, RegisterResourceResponse.Parser, goesOnAtOnce: true);

    public Task<ReadResourceResponse> ReadResourceAsync(Resource resource, ReadResourceRequest request) =>
        calls.CallAsync(Service + "ReadResource", request, ReadResourceResponse.Parser, goesOnAtOnce: true);

    public Task RegisterResourceOutputsAsync(RegisterResourceOutputsRequest request) =>
        calls.CallAsync(Service + "RegisterResourceOutputs", request, Empty.Parser);

    public Task<ResourceInvokeResponse> InvokeAsync(ResourceInvokeRequest request) =>
        calls.CallAsync(Service + "Invoke", request, ResourceInvokeResponse.Parser);

    public Task<CallResponse> CallAsync(ResourceCallRequest request) =>
        calls.CallAsync(Service + "Call", request, CallResponse.Parser);

    public Task<RegisterPackageResponse> RegisterPackageAsync(Pulumirpc.RegisterPackageRequest request) =>
        calls.CallAsync(Service + "RegisterPackage", request, RegisterPackageResponse.Parser);

    public async Task SignalAndWaitForShutdownAsync()
    {
        try
        {
            await calls.CallAsync(Service + "SignalAndWaitForShutdown", new Empty(), Empty.Parser).ConfigureAwait(false);
        }
        catch (GrpcException e) when (e.Status == StatusCode.Unimplemented)
        {
            // An engine that doesn't know the call doesn't need the program any longer.
        }
    }
}
