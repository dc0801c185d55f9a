using System.Net;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Engine.Events;
using Infra.Engine.Execution;
using Infra.Engine.Program;
using Infra.Engine.Workspace;
using Infra.Protocol.Grpc;
using Pulumirpc;

namespace Infra.Engine.Tests.Support;

/// <summary>A program that speaks to the engine over the wire, and goes on whatever it is answered.</summary>
internal sealed class HostileClient : IAsyncDisposable
{
    private readonly ProgramServer _server;
    private readonly IUnaryCalls _calls;
    private readonly CancellationToken _ended;

    private HostileClient(ProgramServer server, IUnaryCalls calls, CancellationToken ended) => (_server, _calls, _ended) = (server, calls, ended);

    /// <param name="program">Whose part it plays.</param>
    /// <param name="observer">Of the engine.</param>
    /// <param name="exchange">Speaks as infra's own SDK; otherwise as everybody's.</param>
    public static async Task<HostileClient> StartAsync(TestProgram.Client program, IEngineObserver observer, bool exchange)
    {
        var server = new ProgramServer(program.Monitor, new Operation(OperationKind.Up, TestEngine.Project, "dev", StackConfig.Empty), new EventSink(observer, TimeProvider.System), "/nowhere");
        await server.StartAsync(CancellationToken.None);
        return new HostileClient(server, exchange ? new ExchangeChannel(IPEndPoint.Parse(server.Exchange)) : new GrpcChannel(server.Address), program.Ended);
    }

    /// <summary>The status of a call of the monitor; OK if it was answered.</summary>
    public async Task<StatusCode> SendAsync(IMessage request)
    {
        var method = request switch
        {
            RegisterResourceRequest => "ResourceMonitor/RegisterResource",
            ReadResourceRequest => "ResourceMonitor/ReadResource",
            RegisterResourceOutputsRequest => "ResourceMonitor/RegisterResourceOutputs",
            ResourceInvokeRequest => "ResourceMonitor/Invoke",
            LogRequest => "Engine/Log",
            SetRootResourceRequest => "Engine/SetRootResource",
            ResourceCallRequest => "ResourceMonitor/Call",
            _ => "ResourceMonitor/Nothing",
        };
        try
        {
            // Of the answer only that it came matters: any message is an empty one with fields nobody knows.
            await _calls.CallAsync("pulumirpc." + method, request, Empty.Parser).WaitAsync(_ended);
            return StatusCode.OK;
        }
        catch (GrpcException e)
        {
            return e.Status;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _calls.Dispose();
        await _server.DisposeAsync();
    }
}
