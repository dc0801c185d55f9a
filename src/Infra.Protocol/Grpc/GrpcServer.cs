using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Google.Protobuf;
using Grpc.Health.V1;
using Infra.Protocol.Properties;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Infra.Protocol.Grpc;

/// <summary>Serves unary gRPC methods over plain-text HTTP/2 on a free port of the loopback interface.</summary>
public sealed class GrpcServer : IAsyncDisposable
{
    private readonly Dictionary<string, Func<HttpContext, Task>> _methods = new(StringComparer.Ordinal);
    private readonly Action? _begins;
    private readonly Action? _ends;
    private readonly Socket _socket;
    private KestrelServer? _server;
    private volatile bool _wasCalled;

    /// <param name="begins">Called when a request has come.</param>
    /// <param name="ends">Called when it has been answered.</param>
    public GrpcServer(Action? begins = null, Action? ends = null)
    {
        (_begins, _ends) = (begins, ends);
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _socket.Listen(512);
        Port = ((IPEndPoint)_socket.LocalEndPoint!).Port;
        Address = "127.0.0.1:" + Port.ToString(CultureInfo.InvariantCulture);
        Map("grpc.health.v1.Health/Check", HealthCheckRequest.Parser, (_, _) =>
            Task.FromResult<IMessage>(new HealthCheckResponse { Status = HealthCheckResponse.Types.ServingStatus.Serving }));
    }

    /// <summary>Requests of one connection at the same time; the client keeps the rest until then. Default 10,000.</summary>
    public int MaximumRequests { get; init; } = 10_000;

    /// <summary>"127.0.0.1:port". Who connects before <see cref="StartAsync"/> waits for it.</summary>
    public string Address { get; }

    public int Port { get; }

    /// <summary>True once any method was called.</summary>
    public bool WasCalled => _wasCalled;

    /// <summary>Adds a method; before <see cref="StartAsync"/>. A handler's GrpcException is the status; any other exception is Unknown with its message.</summary>
    /// <param name="method">"pulumirpc.Service/Method".</param>
    /// <param name="parser">Reads requests.</param>
    /// <param name="handler">Answers them; many at the same time. Its token is cancelled when the caller goes away or its deadline passes.</param>
    public GrpcServer Map<TRequest>(string method, MessageParser<TRequest> parser, Func<TRequest, CancellationToken, Task<IMessage>> handler)
        where TRequest : class, IMessage<TRequest>
    {
        _methods.Add("/" + method, context => HandleAsync(context, parser, handler));
        return this;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;

        // Not infinite: Kestrel adds the time to its clock, which overflows and closes idle connections within a second.
        options.Limits.KeepAliveTimeout = TimeSpan.FromDays(1);
        options.Limits.Http2.MaxStreamsPerConnection = MaximumRequests;
        options.Listen(IPAddress.Loopback, Port, listen => listen.Protocols = HttpProtocols.Http2);
        var sockets = new SocketTransportOptions { CreateBoundListenSocket = _ => _socket };
        _server = new KestrelServer(Options.Create(options), new SocketTransportFactory(Options.Create(sockets), NullLoggerFactory.Instance), NullLoggerFactory.Instance);
        return _server.StartAsync(new Application(DispatchAsync), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            using var impatient = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            await _server.StopAsync(impatient.Token);
            _server.Dispose();
        }

        _socket.Dispose();
    }

    private async Task DispatchAsync(HttpContext context)
    {
        _begins?.Invoke();
        try
        {
            await AnswerAsync(context);
        }
        finally
        {
            _ends?.Invoke();
        }
    }

    private Task AnswerAsync(HttpContext context)
    {
        if (context.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) != true)
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return Task.CompletedTask;
        }

        _wasCalled = true;
        context.Response.ContentType = "application/grpc";
        return _methods.TryGetValue(context.Request.Path.Value ?? "", out var handle)
            ? handle(context)
            : EndAsync(context, new GrpcException(StatusCode.Unimplemented, $"there is no method {context.Request.Path} here"));
    }

    private static async Task HandleAsync<TRequest>(HttpContext context, MessageParser<TRequest> parser, Func<TRequest, CancellationToken, Task<IMessage>> handler)
        where TRequest : class, IMessage<TRequest>
    {
        using var limit = Limit(context);
        var cancelled = limit?.Token ?? context.RequestAborted;
        try
        {
            var request = await GrpcFrame.ReadSingleAsync(context.Request.BodyReader, parser, cancelled)
                ?? throw new GrpcException(StatusCode.Internal, "the request has no message");
            var answer = await handler(request, cancelled);
            // Not flushed: headers, message and trailers leave together.
            GrpcFrame.Write(answer, context.Response.BodyWriter);
            SetStatus(context, StatusCode.OK);
        }
        catch (GrpcException e)
        {
            await EndAsync(context, e);
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
            await EndAsync(context, new GrpcException(context.RequestAborted.IsCancellationRequested ? StatusCode.Cancelled : StatusCode.DeadlineExceeded, "the call was given up"));
        }
        catch (PropertyFormatException e)
        {
            await EndAsync(context, new GrpcException(StatusCode.InvalidArgument, e.Message));
        }
        catch (Exception e)
        {
            await EndAsync(context, new GrpcException(StatusCode.Unknown, e.Message));
        }
    }

    /// <summary>Null if the caller waits for ever.</summary>
    private static CancellationTokenSource? Limit(HttpContext context)
    {
        if (GrpcTrailers.DecodeTimeout(context.Request.Headers[GrpcTrailers.Timeout]) is not { } within || within >= TimeSpan.FromDays(40))
        {
            return null;
        }

        var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(within);
        return limit;
    }

    private static async Task EndAsync(HttpContext context, GrpcException error)
    {
        // Without a message the trailers would have no headers to follow.
        if (!context.Response.HasStarted)
        {
            await context.Response.StartAsync(CancellationToken.None);
        }

        var trailers = SetStatus(context, error.Status);
        trailers[GrpcTrailers.Message] = GrpcTrailers.EncodeMessage(error.Message);
        if (!error.Details.IsEmpty)
        {
            trailers[GrpcTrailers.Details] = GrpcTrailers.EncodeDetails(error);
        }
    }

    private static IHeaderDictionary SetStatus(HttpContext context, StatusCode status)
    {
        var trailers = context.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers;
        trailers[GrpcTrailers.Status] = ((int)status).ToString(CultureInfo.InvariantCulture);
        return trailers;
    }

    /// <summary>A request of the server's as a context; nothing of a host around it.</summary>
    private sealed class Application(Func<HttpContext, Task> answer) : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context) => answer(context);

        public void DisposeContext(HttpContext context, Exception? exception)
        {
        }
    }
}
