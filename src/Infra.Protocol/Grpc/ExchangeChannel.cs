using System.Net;
using System.Net.Sockets;
using Google.Protobuf;

namespace Infra.Protocol.Grpc;

/// <summary>A client of an exchange, see infra/calls.proto.</summary>
public sealed class ExchangeChannel : IUnaryCalls
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, TaskCompletionSource<Answer>> _waiting = [];
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly IPEndPoint _address;
    private readonly Lazy<FrameWriter> _calls;
    private int _last;
    private GrpcException? _end;

    /// <param name="address">The first call connects.</param>
    public ExchangeChannel(IPEndPoint address)
    {
        _address = address;
        _calls = new(Connect);
    }

    public async Task<TResponse> CallAsync<TResponse>(string method, IMessage request, MessageParser<TResponse> parser, bool goesOnAtOnce = false)
        where TResponse : class, IMessage<TResponse>
    {
        var call = new Call { Id = Interlocked.Increment(ref _last), Method = method, Request = request.ToByteString() };
        var answered = Expect(call.Id, goesOnAtOnce);
        await WriteAsync(call);
        var answer = await answered;
        return answer.Status is null ? (TResponse)GrpcFrame.Parse(parser, new(answer.Response.Memory)) : throw GrpcException.From(answer.Status);
    }

    public void Dispose() => End(new GrpcException(StatusCode.Cancelled, "the channel was closed"));

    private Task<Answer> Expect(int id, bool goesOnAtOnce)
    {
        lock (_lock)
        {
            if (_end is not null)
            {
                return Task.FromException<Answer>(_end);
            }

            // Whoever else waits goes on elsewhere: a program may do anything there, also wait for the next answer.
            var answered = new TaskCompletionSource<Answer>(goesOnAtOnce ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add(id, answered);
            return answered.Task;
        }
    }

    private async Task WriteAsync(Call call)
    {
        try
        {
            await _calls.Value.WriteAsync(call);
        }
        catch (GrpcException)
        {
            Expected(call.Id);
            throw;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            throw End(Unavailable(e));
        }
    }

    /// <summary>The call that waits no longer; null if there is none.</summary>
    private TaskCompletionSource<Answer>? Expected(int id)
    {
        lock (_lock)
        {
            return _waiting.Remove(id, out var call) ? call : null;
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

        var call = Expected(answer.Id)
            ?? throw new GrpcException(StatusCode.Internal, $"the peer has answered a call that is not under way ({answer.Id})");
        call.SetResult(answer);
    }

    /// <summary>The first reason is that of all calls from then on.</summary>
    private GrpcException End(GrpcException reason)
    {
        TaskCompletionSource<Answer>[] calls;
        lock (_lock)
        {
            _end ??= reason;
            calls = [.. _waiting.Values];
            _waiting.Clear();
        }

        foreach (var call in calls)
        {
            call.SetException(_end);
        }

        _socket.Dispose();
        return _end;
    }

    private GrpcException Unavailable(Exception e) => new(StatusCode.Unavailable, $"{_address}: {e.Message}", [], e);
}
