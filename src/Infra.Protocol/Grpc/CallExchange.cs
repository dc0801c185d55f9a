using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Infra.Protocol.Grpc;

/// <summary>Serves the methods of a server on plain connections to a free port of the loopback interface; see infra/calls.proto.</summary>
internal sealed class CallExchange : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<Task, bool> _connections = new();
    private Task _accepting = Task.CompletedTask;

    public CallExchange()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _socket.Listen();
        Address = "127.0.0.1:" + ((IPEndPoint)_socket.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>"127.0.0.1:port". Who connects before <see cref="Start"/> waits for it.</summary>
    public string Address { get; }

    /// <param name="answer">Answers a call without an exception; its token is cancelled when the caller has gone.</param>
    /// <param name="maximum">Calls of one connection that are under way at once; it is not read on until one has ended.</param>
    public void Start(Func<Call, CancellationToken, Task<Answer>> answer, int maximum) => _accepting = AcceptAsync(answer, maximum);

    /// <summary>Gives up the calls that are under way, and waits a second for them.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _socket.Dispose();
        await _accepting;
        await Task.WhenAny(Task.WhenAll(_connections.Keys), Task.Delay(_patience, CancellationToken.None));
        _closing.Dispose();
    }

    private async Task AcceptAsync(Func<Call, CancellationToken, Task<Answer>> answer, int maximum)
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                Serve(new ExchangeConnection(await _socket.AcceptAsync(_closing.Token), answer, maximum));
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // Whoever connected has gone already, or there are too many files open: the next may have more luck.
                await Task.Delay(_pause, CancellationToken.None);
            }
        }
    }

    private void Serve(ExchangeConnection connection)
    {
        var serving = connection.ServeAsync(_closing.Token);
        _connections[serving] = true;
        _ = serving.ContinueWith(ended => _connections.TryRemove(ended, out _), TaskScheduler.Default);
    }
}
