using Google.Protobuf.WellKnownTypes;
using Infra.Protocol.Grpc;
using Pulumirpc;

namespace Pulumi;

/// <summary>The message service of the engine that started this program.</summary>
internal sealed class GrpcEngine(IUnaryCalls calls) : IEngine
{
    private const string Service = "pulumirpc.Engine/";

    public Task LogAsync(LogLevel level, string message, string urn, int streamId, bool ephemeral)
    {
        var request = new LogRequest { Severity = (LogSeverity)level, Message = message, Urn = urn, StreamId = streamId, Ephemeral = ephemeral };
        return calls.CallAsync(Service + "Log", request, Empty.Parser);
    }

    public Task RequirePulumiVersionAsync(string range) => calls.CallAsync(
        Service + "RequirePulumiVersion", new RequirePulumiVersionRequest { PulumiVersionRange = range }, RequirePulumiVersionResponse.Parser);
}
