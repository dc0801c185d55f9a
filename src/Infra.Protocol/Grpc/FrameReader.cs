using System.Buffers;
using System.Diagnostics;
using System.Net.Sockets;
using Google.Protobuf;

namespace Infra.Protocol.Grpc;

/// <summary>Reads messages off a connection, on a thread that does nothing else.</summary>
/// <param name="socket">Connected, not blocking.</param>
internal sealed class FrameReader(Socket socket)
{
    private const int UsualLength = 16 * 1024;

    /// <summary>How long it looks again before it sleeps, half a millisecond: a peer that is at work has answered by then, and to wake a thread takes longer than most calls.</summary>
    private static readonly long _patience = Stopwatch.Frequency / 2_000;

    private byte[] _buffer = new byte[UsualLength];
    private int _start;
    private int _end;

    /// <summary>True if another message has come already, or a part of one.</summary>
    public bool HasMore => _start < _end;

    /// <summary>Waits for the next message. Null: the peer has closed the connection.</summary>
    /// <exception cref="GrpcException">What came is no such message.</exception>
    /// <exception cref="SocketException">The connection is broken.</exception>
    /// <exception cref="ObjectDisposedException">It was closed here.</exception>
    public T? Read<T>(MessageParser<T> parser)
        where T : class, IMessage<T>
    {
        while (true)
        {
            var sequence = new ReadOnlySequence<byte>(_buffer, _start, _end - _start);
            if (GrpcFrame.TryTake(ref sequence, out var body))
            {
                _start = _end - (int)sequence.Length;
                return (T)GrpcFrame.Parse(parser, body);
            }

            if (!Fill())
            {
                return _start == _end ? null : throw GrpcFrame.CutOff();
            }
        }
    }

    private bool Fill()
    {
        MakeRoom();
        var received = Receive();
        _end += received;
        return received > 0;
    }

    private void MakeRoom()
    {
        var length = _end - _start;
        if (length > 0 && _end < _buffer.Length)
        {
            return;
        }

        var next = length == 0 && _buffer.Length > UsualLength || length == _buffer.Length
            ? new byte[Math.Max(UsualLength, 2 * length)]
            : _buffer;
        _buffer.AsSpan(_start, length).CopyTo(next);
        (_buffer, _start, _end) = (next, 0, length);
    }

    private int Receive()
    {
        var asleep = Stopwatch.GetTimestamp() + _patience;
        while (true)
        {
            var received = socket.Receive(_buffer.AsSpan(_end), SocketFlags.None, out var error);
            if (error == SocketError.Success)
            {
                return received;
            }

            if (error != SocketError.WouldBlock)
            {
                throw new SocketException((int)error);
            }

            if (Stopwatch.GetTimestamp() < asleep)
            {
                Thread.Yield();
            }
            else
            {
                socket.Poll(Timeout.InfiniteTimeSpan, SelectMode.SelectRead);
            }
        }
    }
}
