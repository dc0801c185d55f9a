using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Engine.Execution;
using Infra.Protocol.Grpc;
using Pulumirpc;

namespace Infra.Engine.Program;

/// <summary>The service pulumirpc.Engine: messages of a program or a plugin.</summary>
internal sealed class EngineService(EventSink events)
{
    private volatile bool _errorWasLogged;
    private volatile string _root = "";

    public bool ErrorWasLogged => _errorWasLogged;

    public void MapTo(GrpcServer server)
    {
        server.Map("pulumirpc.Engine/Log", LogRequest.Parser, (request, _) => Answer(Log(request)));
        server.Map("pulumirpc.Engine/GetRootResource", GetRootResourceRequest.Parser, (_, _) => Answer(new GetRootResourceResponse { Urn = _root }));
        server.Map("pulumirpc.Engine/SetRootResource", SetRootResourceRequest.Parser, (request, _) => Answer(SetRoot(request)));
        server.Map("pulumirpc.Engine/StartDebugging", StartDebuggingRequest.Parser, (_, _) => Answer(new Empty()));
        server.Map("pulumirpc.Engine/RequirePulumiVersion", RequirePulumiVersionRequest.Parser, (_, _) => Answer(new RequirePulumiVersionResponse()));
    }

    private Empty Log(LogRequest request)
    {
        _errorWasLogged |= request.Severity == LogSeverity.Error;
        events.Diagnose(request.Urn, (Infra.Protocol.Providers.LogSeverity)request.Severity, request.Message, request.Ephemeral, request.StreamId);
        return new Empty();
    }

    private SetRootResourceResponse SetRoot(SetRootResourceRequest request)
    {
        _root = request.Urn;
        return new SetRootResourceResponse();
    }

    private static Task<IMessage> Answer(IMessage message) => Task.FromResult(message);
}
