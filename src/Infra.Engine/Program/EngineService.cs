using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Engine.Diagnostics;
using Infra.Engine.Execution;
using Infra.Engine.Urns;
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
        server.Map("pulumirpc.Engine/StartDebugging", StartDebuggingRequest.Parser, (request, _) => Answer(StartDebugging(request)));
        server.Map("pulumirpc.Engine/RequirePulumiVersion", RequirePulumiVersionRequest.Parser, (request, _) => Answer(Require(request)));
    }

    /// <summary>A resource that is no URN is left out: the message counts.</summary>
    private Empty Log(LogRequest request)
    {
        if (!System.Enum.IsDefined(request.Severity))
        {
            throw new GrpcException(StatusCode.InvalidArgument, $"a message has the severity {(int)request.Severity}, which is none of DEBUG 0, INFO 1, WARNING 2 and ERROR 3: {request.Message}");
        }

        _errorWasLogged |= request.Severity == LogSeverity.Error;
        events.Diagnose(Urn.IsValid(request.Urn) ? request.Urn : "", (Infra.Protocol.Providers.LogSeverity)request.Severity, request.Message, request.Ephemeral, request.StreamId);
        return new Empty();
    }

    private SetRootResourceResponse SetRoot(SetRootResourceRequest request)
    {
        _root = request.Urn.Length == 0 || Urn.IsValid(request.Urn)
            ? request.Urn
            : throw new GrpcException(StatusCode.InvalidArgument, $"'{request.Urn}' is no URN");
        return new SetRootResourceResponse();
    }

    private Empty StartDebugging(StartDebuggingRequest request)
    {
        events.Diagnose("", Infra.Protocol.Providers.LogSeverity.Info, request.Message.Length > 0 ? request.Message : "the program waits for a debugger");
        return new Empty();
    }

    private static RequirePulumiVersionResponse Require(RequirePulumiVersionRequest request)
    {
        try
        {
            PulumiVersion.Require(request.PulumiVersionRange, "the program", "");
            return new RequirePulumiVersionResponse();
        }
        catch (InfraException e)
        {
            throw new GrpcException(e.Code == DiagnosticCodes.VersionRangeMalformed ? StatusCode.InvalidArgument : StatusCode.FailedPrecondition, e.Told());
        }
    }

    private static Task<IMessage> Answer(IMessage message) => Task.FromResult(message);
}
