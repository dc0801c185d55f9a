using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Protocol.Grpc;
using Pulumirpc;

namespace Conformance.Tests.Recording;

/// <summary>An engine that keeps every request that declares or asks something.</summary>
internal sealed class RecordingEngine : IAsyncDisposable
{
    private static readonly string[] _features =
        ["secrets", "resourceReferences", "outputValues", "aliasSpecs", "deletedWith", "replaceWith", "replacementTrigger", "parameterization"];

    private readonly GrpcServer _server = new();
    private readonly Answers _answers;

    public RecordingEngine(bool isPreview) => _answers = new Answers(isPreview);

    public string Address => _server.Address;

    public ConcurrentQueue<RecordedRequest> Requests { get; } = new();

    /// <summary>Warnings and errors, for failures of the test.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    public Task StartAsync()
    {
        Record("RegisterResource", RegisterResourceRequest.Parser, _answers.To);
        Record("ReadResource", ReadResourceRequest.Parser, Answers.To);
        Record("RegisterResourceOutputs", RegisterResourceOutputsRequest.Parser, _ => new Empty());
        Record("Invoke", ResourceInvokeRequest.Parser, Answers.To);
        Record("Call", ResourceCallRequest.Parser, Answers.To);
        Record("RegisterPackage", RegisterPackageRequest.Parser, request => new RegisterPackageResponse { Ref = $"ref-{request.Name}" });
        _server
            .Map("pulumirpc.ResourceMonitor/SupportsFeature", SupportsFeatureRequest.Parser, (request, _) => Answer(new SupportsFeatureResponse { HasSupport = _features.Contains(request.Id) }))
            .Map("pulumirpc.ResourceMonitor/SignalAndWaitForShutdown", Empty.Parser, (request, _) => Answer(request))
            .Map("pulumirpc.Engine/SetRootResource", SetRootResourceRequest.Parser, (_, _) => Answer(new SetRootResourceResponse()))
            .Map("pulumirpc.Engine/Log", LogRequest.Parser, (request, _) =>
            {
                if (request.Severity >= LogSeverity.Warning)
                {
                    Log.Enqueue($"{request.Severity}: {request.Message}");
                }

                return Answer(new Empty());
            });
        return _server.StartAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private void Record<T>(string method, MessageParser<T> parser, Func<T, IMessage> answer)
        where T : class, IMessage<T> =>
        _server.Map($"pulumirpc.ResourceMonitor/{method}", parser, (request, _) =>
        {
            Requests.Enqueue(RecordedRequest.Of(method, request));
            return Answer(answer(request));
        });

    private static Task<IMessage> Answer(IMessage message) => Task.FromResult(message);
}
