using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Google.Protobuf;
using Grpc.Health.V1;
using Infra.Protocol.Properties;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Infra.Protocol.Grpc;

/// <summary>Serves unary gRPC methods over plain-text HTTP/2 on a free port of the loopback interface.</summary>
public sealed class GrpcServer : IAsyncDisposable
{
    private readonly Dictionary<string, Func<HttpContext, Task>> _methods = new(StringComparer.Ordinal);
    private readonly Socket _socket;
    private WebApplication? _application;
    private volatile bool _wasCalled;

    public GrpcServer()
    {
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _socket.Listen(512);
        Port = ((IPEndPoint)_socket.LocalEndPoint!).Port;
        Address = "127.0.0.1:" + Port.ToString(CultureInfo.InvariantCulture);
        Map("grpc.health.v1.Health/Check", HealthCheckRequest.Parser, (_, _) =>
            Task.FromResult<IMessage>(new HealthCheckResponse { Status = HealthCheckResponse.Types.ServingStatus.Serving }));
    }

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

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseSockets(sockets => sockets.CreateBoundListenSocket = _ => _socket).ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = null;
            options.Limits.MinRequestBodyDataRate = null;
            options.Limits.MinResponseDataRate = null;

            // Not infinite: Kestrel adds the time to its clock, which overflows and closes idle connections within a second.
            options.Limits.KeepAliveTimeout = TimeSpan.FromDays(1);
            options.Limits.Http2.MaxStreamsPerConnection = 10_000;
            options.Listen(IPAddress.Loopback, Port, listen => listen.Protocols = HttpProtocols.Http2);
        });
        _application = builder.Build();
        _application.Run(DispatchAsync);
        await _application.StartAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
        {
            using var impatient = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            await _application.StopAsync(impatient.Token);
            await _application.DisposeAsync();
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

        _wasCalled = true;
        context.Response.ContentType = "application/grpc";
        return _methods.TryGetValue(context.Request.Path.Value ?? "", out var handle)
            ? handle(context)
            : EndAsync(context, new GrpcException(StatusCode.Unimplemented, $"there is no method {context.Request.Path} here"));
    }

    private static async Task HandleAsync<TRequest>(HttpContext context, MessageParser<TRequest> parser, Func<TRequest, CancellationToken, Task<IMessage>> handler)
        where TRequest : class, IMessage<TRequest>
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        if (GrpcTrailers.DecodeTimeout(context.Request.Headers[GrpcTrailers.Timeout]) is { } within && within < TimeSpan.FromDays(40))
        {
            limit.CancelAfter(within);
        }

        try
        {
            var request = await GrpcFrame.ReadSingleAsync(context.Request.BodyReader, parser, limit.Token)
                ?? throw new GrpcException(StatusCode.Internal, "the request has no message");
            var frame = GrpcFrame.Encode(await handler(request, limit.Token));
            await context.Response.BodyWriter.WriteAsync(frame, limit.Token);
            await EndAsync(context, null);
        }
        catch (GrpcException e)
        {
            await EndAsync(context, e);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
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

    private static async Task EndAsync(HttpContext context, GrpcException? error)
    {
        if (!context.Response.HasStarted)
        {
            await context.Response.StartAsync(CancellationToken.None);
        }

        var trailers = context.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers;
        trailers[GrpcTrailers.Status] = ((int)(error?.Status ?? StatusCode.OK)).ToString(CultureInfo.InvariantCulture);
        if (error is null)
        {
            return;
        }

        trailers[GrpcTrailers.Message] = GrpcTrailers.EncodeMessage(error.Message);
        if (!error.Details.IsEmpty)
        {
            trailers[GrpcTrailers.Details] = GrpcTrailers.EncodeDetails(error);
        }
    }
}
