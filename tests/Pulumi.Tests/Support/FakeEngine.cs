using System.Collections.Concurrent;
using System.Net;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Protocol.Grpc;
using Pulumirpc;

namespace Pulumi.Tests;

/// <summary>An engine that answers programs and remembers what they asked.</summary>
/// <param name="hasExchange">Over an exchange, as infra's; otherwise over gRPC, as Pulumi's.</param>
internal sealed class FakeEngine(bool hasExchange = false) : IAsyncDisposable
{
    private readonly GrpcServer _server = new();

    public ConcurrentQueue<RegisterResourceRequest> Registered { get; } = new();

    public ConcurrentQueue<ReadResourceRequest> Read { get; } = new();

    public ConcurrentQueue<RegisterResourceOutputsRequest> Outputs { get; } = new();

    public ConcurrentQueue<ResourceInvokeRequest> Invoked { get; } = new();

    public ConcurrentQueue<ResourceCallRequest> Called { get; } = new();

    public ConcurrentQueue<LogRequest> Logged { get; } = new();

    public ConcurrentQueue<string> AskedFeatures { get; } = new();

    public ConcurrentQueue<Pulumirpc.RegisterPackageRequest> Packages { get; } = new();

    public HashSet<string> Unsupported { get; } = new(StringComparer.Ordinal);

    public bool IsPreview { get; init; }

    public bool SawShutdown { get; private set; }

    /// <summary>Answers registrations; unless set, the inputs are the outputs and the id is "id-" and the name.</summary>
    public Func<RegisterResourceRequest, CancellationToken, Task<RegisterResourceResponse>>? OnRegister { get; set; }

    public Func<ResourceInvokeRequest, ResourceInvokeResponse> OnInvoke { get; set; } = request => new ResourceInvokeResponse { Return = request.Args };

    public Func<ReadResourceRequest, ReadResourceResponse> OnRead { get; set; } = request => new ReadResourceResponse
    {
        Urn = UrnOf(request.Type, request.Name),
        Properties = new Struct { Fields = { ["name"] = Value.ForString("read") } },
    };

    public Func<LogRequest, Task> OnLog { get; set; } = _ => Task.CompletedTask;

    /// <summary>Runs a program to its end against this engine.</summary>
    public async Task<int> RunAsync(Func<Task<IDictionary<string, object?>>> program, StackOptions? options = null)
    {
        return await Deployment.RunAsync(Settings, await StartAsync(), () => new Stack(program, options)).WaitAsync(TimeSpan.FromSeconds(20));
    }

    public Task<int> RunAsync(Action program, StackOptions? options = null) => RunAsync(
        () =>
        {
            program();
            return Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>(StringComparer.Ordinal));
        },
        options);

    public async Task<int> RunAsync<TStack>()
        where TStack : Stack, new()
    {
        return await Deployment.RunAsync(Settings, await StartAsync(), () => Deployment.Construct(() => new TStack())).WaitAsync(TimeSpan.FromSeconds(20));
    }

    public RegisterResourceRequest Registration(string name) => Registered.Single(r => r.Name == name);

    public static string UrnOf(string type, string name) => $"urn:pulumi:dev::shop::{type}::{name}";

    public RegisterResourceResponse Echo(RegisterResourceRequest request) => new()
    {
        Urn = UrnOf(request.Type, request.Name),
        Id = request.Custom && !IsPreview ? "id-" + request.Name : "",
        Object = request.Custom ? request.Object : new Struct(),
    };

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private DeploymentSettings Settings => new("shop", "dev", "organization", "", IsPreview, ConfigurationValues.Empty);

    private async Task<EngineAddresses> StartAsync()
    {
        const string Monitor = "pulumirpc.ResourceMonitor/";
        _server
            .Map(Monitor + "SupportsFeature", SupportsFeatureRequest.Parser, (request, _) =>
            {
                AskedFeatures.Enqueue(request.Id);
                return Answer(new SupportsFeatureResponse { HasSupport = !Unsupported.Contains(request.Id) });
            })
            .Map(Monitor + "RegisterResource", RegisterResourceRequest.Parser, async (request, token) =>
            {
                Registered.Enqueue(request);
                return OnRegister is null ? Echo(request) : await OnRegister(request, token);
            })
            .Map(Monitor + "ReadResource", ReadResourceRequest.Parser, (request, _) =>
            {
                Read.Enqueue(request);
                return Answer(OnRead(request));
            })
            .Map(Monitor + "RegisterResourceOutputs", RegisterResourceOutputsRequest.Parser, (request, _) =>
            {
                Outputs.Enqueue(request);
                return Answer(new Empty());
            })
            .Map(Monitor + "Invoke", ResourceInvokeRequest.Parser, (request, _) =>
            {
                Invoked.Enqueue(request);
                return Answer(OnInvoke(request));
            })
            .Map(Monitor + "Call", ResourceCallRequest.Parser, (request, _) =>
            {
                Called.Enqueue(request);
                return Answer(new CallResponse { Return = new Struct { Fields = { ["result"] = Value.ForString("called") } } });
            })
            .Map(Monitor + "RegisterPackage", Pulumirpc.RegisterPackageRequest.Parser, (request, _) =>
            {
                Packages.Enqueue(request);
                return Answer(new RegisterPackageResponse { Ref = "ref-1" });
            })
            .Map(Monitor + "SignalAndWaitForShutdown", Empty.Parser, (request, _) =>
            {
                SawShutdown = true;
                return Answer(request);
            })
            .Map("pulumirpc.Engine/Log", LogRequest.Parser, async (request, _) =>
            {
                Logged.Enqueue(request);
                await OnLog(request);
                return new Empty();
            });
        var exchange = hasExchange ? IPEndPoint.Parse(_server.OpenExchange()) : null;
        await _server.StartAsync(CancellationToken.None);
        return new EngineAddresses(_server.Address, _server.Address, exchange);
    }

    private static Task<IMessage> Answer(IMessage message) => Task.FromResult(message);
}
