using Google.Protobuf;

namespace Infra.Protocol.Grpc;

/// <summary>A unary method of a server: how its requests are read, and what answers them.</summary>
internal sealed record GrpcMethod(MessageParser Parser, Func<IMessage, CancellationToken, Task<IMessage>> Handler)
{
    /// <param name="methods">By path.</param>
    /// <param name="path">"/pulumirpc.Service/Method".</param>
    /// <exception cref="GrpcException">Unimplemented: there is none.</exception>
    public static GrpcMethod Find(IReadOnlyDictionary<string, GrpcMethod> methods, string path) => methods.GetValueOrDefault(path)
        ?? throw new GrpcException(StatusCode.Unimplemented, $"there is no method {path} here");
}
