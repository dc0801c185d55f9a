using Google.Protobuf;

namespace Infra.Protocol.Grpc;

/// <summary>Makes unary calls that take as long as the peer needs.</summary>
public interface IUnaryCalls : IDisposable
{
    /// <summary>Makes one call.</summary>
    /// <param name="method">"pulumirpc.Service/Method".</param>
    /// <param name="request">What to send.</param>
    /// <param name="parser">Reads the answer.</param>
    /// <param name="goesOnAtOnce">What follows waits for nothing, and may run on the thread that reads the answers.</param>
    /// <exception cref="GrpcException">Any status but OK; Unavailable when there is no peer.</exception>
    Task<TResponse> CallAsync<TResponse>(string method, IMessage request, MessageParser<TResponse> parser, bool goesOnAtOnce = false)
        where TResponse : class, IMessage<TResponse>;
}
