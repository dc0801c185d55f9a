using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Google.Protobuf;

namespace Infra.Protocol.Grpc;

/// <summary>A client of an exchange, see infra/calls.proto.</summary>
public sealed class ExchangeChannel : IUnaryCalls
{
    private readonly ConcurrentDictionary<ulong, TaskCompletionSource<Answer>> _waiting = new();
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly IPEndPoint _address;
    private readonly Lazy<FrameWriter> _calls;
    private ulong _last;
    private GrpcException? _end;

    /// <param name="address">The first call connects.</param>
    public ExchangeChannel(IPEndPoint address)
    {
        _address = address;
        _calls = new(Connect);
    }

    public async Task<TResponse> CallAsync<TResponse>(string method, IMessage request, MessageParser<TResponse> parser)
        where TResponse : class, IMessage<TResponse>
    {
        var call = new Call { Id = Interlocked.Increment(ref _last), Method = method, Request = request.ToByteString() };
        var answer = await SendAsync(call);
        return answer.Status is null ? (TResponse)GrpcFrame.Parse(parser, new(answer.Response.Memory)) : throw GrpcException.From(answer.Status);
    }

    public void Dispose() => End(new GrpcException(StatusCode.Cancelled, "the channel was closed"));

    private async Task<Answer> SendAsync(Call call)
    {
        // Whoever waits goes on elsewhere: a program may do anything there, also wait for the next answer.
        var answered = new TaskCompletionSource<Answer>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[call.Id] = answered;
        try
        {
            await _calls.Value.WriteAsync(call);
            // Whoever came after the end was not told of it.
            return Volatile.Read(ref _end) is { } end ? throw end : await answered.Task;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            throw End(Unavailable(e));
        }
        finally
        {
            _waiting.TryRemove(call.Id, out _);
        }
    }

    private FrameWriter Connect()
    {
        _socket.Connect(_address);
        _socket.Blocking = false;
        _ = Task.Factory.StartNew(Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return new FrameWriter(_socket);
    }

    /// <summary>Takes answers as long as there are any; their end is the end of all calls.</summary>
    private void Read()
    {
        try
        {
            var reader = new FrameReader(_socket);
            while (reader.Read(Answer.Parser) is { } answer)
            {
                Take(answer);
            }

            End(Unavailable(new EndOfStreamException("the peer has closed the connection")));
        }
        catch (Exception e)
        {
            End(e as GrpcException ?? Unavailable(e));
        }
    }

    private void Take(Answer answer)
    {
        if (answer is { Id: 0, Status: { } status })
        {
            throw GrpcException.From(status);
        }

        if (!_waiting.TryGetValue(answer.Id, out var call) || !call.TrySetResult(answer))
        {
            throw new GrpcException(StatusCode.Internal, $"the peer has answered a call that is not under way ({answer.Id})");
        }
    }

    /// <summary>The first reason is that of all calls from then on.</summary>
    private GrpcException End(GrpcException reason)
    {
        var first = Interlocked.CompareExchange(ref _end, reason, null) ?? reason;
        foreach (var (_, call) in _waiting)
        {
            call.TrySetException(first);
        }

        _socket.Dispose();
        return first;
    }

    private GrpcException Unavailable(Exception e) => new(StatusCode.Unavailable, $"{_address}: {e.Message}", [], e);
}
