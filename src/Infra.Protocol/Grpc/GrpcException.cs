using System.Collections.Immutable;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Protocol.Properties;

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

    /// <summary>What a peer is told of an exception: a call of <paramref name="cancelled"/> was given up, by the caller if that has <paramref name="gone"/>.</summary>
    internal static GrpcException Of(Exception e, CancellationToken cancelled, CancellationToken gone) => e switch
    {
        GrpcException told => told,
        OperationCanceledException when cancelled.IsCancellationRequested =>
            new GrpcException(gone.IsCancellationRequested ? StatusCode.Cancelled : StatusCode.DeadlineExceeded, "the call was given up"),
        PropertyFormatException => new GrpcException(StatusCode.InvalidArgument, e.Message),
        _ => new GrpcException(StatusCode.Unknown, e.Message),
    };

    /// <summary>A status that is none of gRPC's is Unknown.</summary>
    internal static GrpcException From(Google.Rpc.Status status) => new(
        System.Enum.IsDefined((StatusCode)status.Code) ? (StatusCode)status.Code : StatusCode.Unknown, status.Message, [.. status.Details], inner: null);

    internal Google.Rpc.Status ToStatus() => new() { Code = (int)Status, Message = Message, Details = { Details } };
}
