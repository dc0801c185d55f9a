using System.Buffers;
using System.Net.Sockets;
using Google.Protobuf;

namespace Infra.Protocol.Grpc;

/// <summary>Writes the messages of many callers onto one connection. What comes while a write is under way leaves together with the next.</summary>
internal sealed class FrameWriter(Socket socket)
{
    private readonly Lock _lock = new();
    private ArrayBufferWriter<byte> _waiting = new();
    private ArrayBufferWriter<byte> _leaving = new();
    private bool _isWriting;

    /// <summary>Ends at once where another caller's write takes the message along. After a failure nothing is written any more.</summary>
    /// <exception cref="GrpcException">The message is too large; nothing of it is written, and others can be.</exception>
    /// <exception cref="SocketException">The connection is broken.</exception>
    /// <exception cref="ObjectDisposedException">It was closed here.</exception>
    public Task WriteAsync(IMessage message)
    {
        lock (_lock)
        {
            GrpcFrame.Write(message, _waiting);
            if (_isWriting)
            {
                return Task.CompletedTask;
            }

            _isWriting = true;
        }

        return WriteAllAsync();
    }

    private async Task WriteAllAsync()
    {
        while (TakeAll())
        {
            for (var left = _leaving.WrittenMemory; !left.IsEmpty;)
            {
                left = left[await socket.SendAsync(left)..];
            }

            _leaving.ResetWrittenCount();
        }
    }

    private bool TakeAll()
    {
        lock (_lock)
        {
            (_waiting, _leaving) = (_leaving, _waiting);
            return _isWriting = _leaving.WrittenCount > 0;
        }
    }
}
