using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;

namespace Infra.Protocol.Grpc;

/// <summary>A client for unary gRPC calls over plain-text HTTP/2 to one address.</summary>
public sealed class GrpcChannel : IUnaryCalls
{
    /// <summary>On one connection at once; a call that waits here is no more than its bytes.</summary>
    private const int Turns = 256;

    private static readonly MediaTypeHeaderValue _contentType = new("application/grpc");
    private readonly HttpMessageInvoker _http;
    private readonly SemaphoreSlim? _turns;
    private readonly string _base;
    private readonly ConcurrentDictionary<string, Uri> _addresses = new(StringComparer.Ordinal);

    /// <param name="address">"host:port".</param>
    /// <param name="oneConnection">Calls beyond what the peer takes at once wait here; otherwise they get another connection.</param>
    public GrpcChannel(string address, bool oneConnection = false)
    {
        _base = "http://" + address + "/";
        _turns = oneConnection ? new SemaphoreSlim(Turns) : null;
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = !oneConnection,
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            ConnectTimeout = TimeSpan.FromSeconds(10),
        });
    }

    /// <summary>Makes one call.</summary>
    /// <param name="method">"pulumirpc.Service/Method".</param>
    /// <param name="request">What to send.</param>
    /// <param name="parser">Reads the answer.</param>
    /// <param name="deadline">How long the peer may take; null: as long as it wants.</param>
    /// <param name="cancellationToken">Ends the call; the peer sees it cancelled.</param>
    /// <exception cref="GrpcException">Any status but OK; Unavailable when there is no peer, DeadlineExceeded after the deadline.</exception>
    /// <exception cref="OperationCanceledException">The token asked for it.</exception>
    public Task<TResponse> UnaryCallAsync<TResponse>(
        string method, IMessage request, MessageParser<TResponse> parser, TimeSpan? deadline = null, CancellationToken cancellationToken = default)
        where TResponse : class, IMessage<TResponse> => CallAsync(method, GrpcFrame.Encode(request), parser, deadline, cancellationToken);

    Task<TResponse> IUnaryCalls.CallAsync<TResponse>(string method, IMessage request, MessageParser<TResponse> parser, bool goesOnAtOnce) =>
        UnaryCallAsync(method, request, parser);

    public void Dispose() => _http.Dispose();

    private async Task<TResponse> CallAsync<TResponse>(string method, byte[] frame, MessageParser<TResponse> parser, TimeSpan? deadline, CancellationToken cancellationToken)
        where TResponse : class, IMessage<TResponse>
    {
        using var limit = deadline is null ? null : CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit?.CancelAfter(deadline!.Value);
        var ended = limit?.Token ?? cancellationToken;
        try
        {
            return _turns is null ? await SendAsync(method, frame, parser, deadline, ended) : await InTurnAsync(_turns, method, frame, parser, deadline, ended);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new GrpcException(StatusCode.DeadlineExceeded, $"{method} did not answer within {deadline}");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new GrpcException(StatusCode.Unavailable, $"{_base}{method}: {(e.InnerException ?? e).Message}", [], e);
        }
    }

    private async Task<TResponse> InTurnAsync<TResponse>(SemaphoreSlim turns, string method, byte[] frame, MessageParser<TResponse> parser, TimeSpan? deadline, CancellationToken ended)
        where TResponse : class, IMessage<TResponse>
    {
        await turns.WaitAsync(ended);
        try
        {
            return await SendAsync(method, frame, parser, deadline, ended);
        }
        finally
        {
            turns.Release();
        }
    }

    private async Task<TResponse> SendAsync<TResponse>(string method, byte[] frame, MessageParser<TResponse> parser, TimeSpan? deadline, CancellationToken ended)
        where TResponse : class, IMessage<TResponse>
    {
        using var message = NewRequest(method, frame, deadline);
        using var response = await _http.SendAsync(message, ended);
        return await ReadAsync(response, parser, ended);
    }

    private HttpRequestMessage NewRequest(string method, byte[] frame, TimeSpan? deadline)
    {
        var content = new ByteArrayContent(frame);
        content.Headers.ContentType = _contentType;
        var message = new HttpRequestMessage(HttpMethod.Post, _addresses.GetOrAdd(method, name => new Uri(_base + name)))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        message.Headers.TryAddWithoutValidation("TE", "trailers");
        if (deadline is { } within)
        {
            message.Headers.TryAddWithoutValidation(GrpcTrailers.Timeout, GrpcTrailers.EncodeTimeout(within));
        }

        return message;
    }

    private static async Task<TResponse> ReadAsync<TResponse>(HttpResponseMessage response, MessageParser<TResponse> parser, CancellationToken cancellationToken)
        where TResponse : class, IMessage<TResponse>
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new GrpcException(StatusCode.Unavailable, $"the peer answered HTTP {(int)response.StatusCode}");
        }

        if (response.Content.Headers.ContentType?.MediaType?.StartsWith("application/grpc", StringComparison.Ordinal) != true)
        {
            throw new GrpcException(StatusCode.Internal, $"the peer answered with content type '{response.Content.Headers.ContentType}', not application/grpc");
        }

        // An error before any message may come in the headers alone.
        ThrowUnlessOk(response.Headers);
        var reader = PipeReader.Create(await response.Content.ReadAsStreamAsync(cancellationToken));
        var message = await GrpcFrame.ReadSingleAsync(reader, parser, cancellationToken);
        await reader.CompleteAsync();
        if (!ThrowUnlessOk(response.TrailingHeaders) && Find(response.Headers, GrpcTrailers.Status) is null)
        {
            throw new GrpcException(StatusCode.Internal, "the answer ended without a status");
        }

        return (TResponse?)message ?? throw new GrpcException(StatusCode.Internal, "the answer has no message");
    }

    /// <summary>True if there is a status and it is OK.</summary>
    private static bool ThrowUnlessOk(HttpResponseHeaders headers)
    {
        if (Find(headers, GrpcTrailers.Status) is not { } text)
        {
            return false;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status))
        {
            throw new GrpcException(StatusCode.Internal, $"the status '{text}' is not a number");
        }

        return status == 0 ? true : throw GrpcTrailers.Decode(status, Find(headers, GrpcTrailers.Message) ?? "", Find(headers, GrpcTrailers.Details));
    }

    private static string? Find(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
