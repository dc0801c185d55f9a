using System.Collections.Immutable;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Infra.Protocol.Grpc;

/// <summary>A call that ended with a status other than OK.</summary>
public sealed class GrpcException : Exception
{
    public GrpcException(StatusCode status, string message, params IEnumerable<IMessage> details)
        : this(status, message, [.. details.Select(Any.Pack)])
    {
    }

    internal GrpcException(StatusCode status, string message, ImmutableArray<Any> details, Exception? inner = null)
        : base(message, inner)
    {
        Status = status;
        Details = details;
    }

    public StatusCode Status { get; }

    /// <summary>What the peer attached; see <see cref="Detail{T}"/>.</summary>
    public ImmutableArray<Any> Details { get; }

    /// <summary>The attached message of that type; null if there is none.</summary>
    public T? Detail<T>()
        where T : class, IMessage, new()
    {
        var descriptor = new T().Descriptor;
        foreach (var detail in Details)
        {
            if (detail.Is(descriptor))
            {
                return detail.Unpack<T>();
            }
        }

        return null;
    }
}
