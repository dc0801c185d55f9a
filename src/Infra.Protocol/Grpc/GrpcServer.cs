using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Google.Protobuf;
using Grpc.Health.V1;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Infra.Protocol.Grpc;

/// <summary>Serves unary gRPC methods over plain-text HTTP/2 on a free port of the loopback interface; on demand also on an exchange.</summary>
public sealed class GrpcServer : IAsyncDisposable
{
    private readonly Dictionary<string, GrpcMethod> _methods = new(StringComparer.Ordinal);
    private readonly Action? _begins;
    private readonly Action? _ends;
    private readonly Socket _socket;
    private KestrelServer? _server;
    private CallExchange? _exchange;
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
        _methods.Add("/" + method, new GrpcMethod(parser, (request, token) => handler((TRequest)request, token)));
        return this;
    }

    /// <summary>Opens an exchange for the same methods, see infra/calls.proto; before <see cref="StartAsync"/>.</summary>
    /// <returns>Its address, "127.0.0.1:port".</returns>
    public string OpenExchange() => (_exchange ??= new CallExchange()).Address;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _exchange?.Start(AnswerAsync, MaximumRequests);
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
        if (Interlocked.Exchange(ref _exchange, null) is { } exchange)
        {
            await exchange.DisposeAsync();
        }

        if (_server is not null)
        {
            using var impatient = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            await _server.StopAsync(impatient.Token);
            _server.Dispose();
        }

        _socket.Dispose();
    }

    private Task DispatchAsync(HttpContext context)
    {
        if (context.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) != true)
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return Task.CompletedTask;
        }

        context.Response.ContentType = "application/grpc";
        return CallAsync(context);
    }

    private async Task CallAsync(HttpContext context)
    {
        Begin();
        using var limit = Limit(context);
        var cancelled = limit?.Token ?? context.RequestAborted;
        try
        {
            var method = GrpcMethod.Find(_methods, context.Request.Path.Value ?? "");
            var request = await GrpcFrame.ReadSingleAsync(context.Request.BodyReader, method.Parser, cancelled)
                ?? throw new GrpcException(StatusCode.Internal, "the request has no message");
            var answer = await method.Handler(request, cancelled);
            // Not flushed: headers, message and trailers leave together.
            GrpcFrame.Write(answer, context.Response.BodyWriter);
            SetStatus(context, StatusCode.OK);
        }
        catch (Exception e)
        {
            await EndAsync(context, GrpcException.Of(e, cancelled, context.RequestAborted));
        }
        finally
        {
            End();
        }
    }

    private async Task<Answer> AnswerAsync(Call call, CancellationToken gone)
    {
        Begin();
        try
        {
            var method = GrpcMethod.Find(_methods, "/" + call.Method);
            var response = await method.Handler(GrpcFrame.Parse(method.Parser, new(call.Request.Memory)), gone);
            return new Answer { Id = call.Id, Response = response.ToByteString() };
        }
        catch (Exception e)
        {
            return new Answer { Id = call.Id, Status = GrpcException.Of(e, gone, gone).ToStatus() };
        }
        finally
        {
            End();
        }
    }

    private void Begin()
    {
        _wasCalled = true;
        _begins?.Invoke();
    }

    private void End() => _ends?.Invoke();

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
