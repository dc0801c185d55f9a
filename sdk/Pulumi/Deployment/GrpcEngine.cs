using Google.Protobuf.WellKnownTypes;
using Infra.Protocol.Grpc;
using Pulumirpc;

namespace Pulumi;

/// <summary>The message service of the engine that started this program.</summary>
internal sealed class GrpcEngine(string address) : IEngine, IDisposable
{
    private const string Service = "pulumirpc.Engine/";
    private readonly GrpcChannel _channel = new(address);

    public Task LogAsync(LogLevel level, string message, string urn, int streamId, bool ephemeral)
    {
        var request = new LogRequest { Severity = (LogSeverity)level, Message = message, Urn = urn, StreamId = streamId, Ephemeral = ephemeral };
        return _channel.UnaryCallAsync(Service + "Log", request, Empty.Parser);
    }

    public Task RequirePulumiVersionAsync(string range) => _channel.UnaryCallAsync(
        Service + "RequirePulumiVersion", new RequirePulumiVersionRequest { PulumiVersionRange = range }, RequirePulumiVersionResponse.Parser);

    public void Dispose() => _channel.Dispose();
}
