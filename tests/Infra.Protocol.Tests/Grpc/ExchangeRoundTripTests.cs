using System.Collections.Concurrent;
using System.Net;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Protocol.Grpc;
using Pulumirpc;

namespace Infra.Protocol.Tests.Grpc;

public sealed class ExchangeRoundTripTests : IAsyncLifetime
{
    private const string Method = "pulumirpc.Engine/GetRootResource";
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(20);
    private readonly GrpcServer _server = new();
    private ExchangeChannel _channel = null!;
    private Func<SetRootResourceRequest, CancellationToken, Task<IMessage>> _handler = (request, _) =>
        Task.FromResult<IMessage>(new GetRootResourceResponse { Urn = request.Urn });

    public async Task InitializeAsync()
    {
        _server.Map(Method, SetRootResourceRequest.Parser, (request, token) => _handler(request, token));
        _channel = new ExchangeChannel(IPEndPoint.Parse(_server.OpenExchange()));
        await _server.StartAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        _channel.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16 * 1024)]
    [InlineData(8 * 1024 * 1024)]
    public async Task Call_WithAMessageOfAnyLength_ReturnsItWhole(int length)
    {
        await CallAsync("before");

        (await CallAsync(new string('x', length))).Urn.Length.ShouldBe(length);
        (await CallAsync("after")).Urn.ShouldBe("after");
    }

    [Fact]
    public async Task Call_BeforeTheServerStarts_WaitsForIt()
    {
        await using var server = new GrpcServer();
        server.Map(Method, SetRootResourceRequest.Parser, (request, _) => Task.FromResult<IMessage>(new GetRootResourceResponse { Urn = request.Urn }));
        using var channel = new ExchangeChannel(IPEndPoint.Parse(server.OpenExchange()));
        var call = CallAsync(channel, "early");

        await server.StartAsync(CancellationToken.None);

        (await call).Urn.ShouldBe("early");
    }

    [Fact]
    public async Task Calls_AtTheSameTime_DoNotWaitForEachOther()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var inside = 0;
        _handler = async (request, token) =>
        {
            if (Interlocked.Increment(ref inside) == 300)
            {
                gate.SetResult();
            }

            await gate.Task.WaitAsync(_limit, token);
            return new GetRootResourceResponse { Urn = request.Urn };
        };

        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => CallAsync(i.ToString())));

        answers.Select(a => a.Urn).ShouldBe(Enumerable.Range(0, 300).Select(i => i.ToString()));
    }

    [Fact]
    public async Task Calls_BeyondWhatTheServerTakes_WaitForTheirTurn()
    {
        await using var server = new GrpcServer { MaximumRequests = 3 };
        var gates = new ConcurrentQueue<TaskCompletionSource>();
        var come = new SemaphoreSlim(0);
        server.Map(Method, SetRootResourceRequest.Parser, async (request, token) =>
        {
            var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            gates.Enqueue(gate);
            come.Release();
            await gate.Task.WaitAsync(_limit, token);
            return new GetRootResourceResponse { Urn = request.Urn };
        });
        using var channel = new ExchangeChannel(IPEndPoint.Parse(server.OpenExchange()));
        await server.StartAsync(CancellationToken.None);
        var calls = Enumerable.Range(0, 40).Select(i => CallAsync(channel, i.ToString())).ToArray();

        for (var i = 0; i < calls.Length; i++)
        {
            (await come.WaitAsync(_limit)).ShouldBeTrue();
            gates.Count.ShouldBeLessThanOrEqualTo(3);
            // The last three are there together.
            if (i >= 2)
            {
                gates.TryDequeue(out var gate).ShouldBeTrue();
                gate.SetResult();
            }
        }

        foreach (var gate in gates)
        {
            gate.SetResult();
        }

        (await Task.WhenAll(calls)).Select(a => a.Urn).ShouldBe(Enumerable.Range(0, 40).Select(i => i.ToString()));
    }

    [Fact]
    public async Task Failure_OfAHandler_CarriesStatusMessageAndDetails()
    {
        var detail = new ErrorResourceInitFailed { Id = "7", Reasons = { "not ready" } };
        _handler = (_, _) => throw new GrpcException(StatusCode.Unknown, "é 100% kaputt\n", detail);

        var error = await Should.ThrowAsync<GrpcException>(() => CallAsync("x"));

        error.Status.ShouldBe(StatusCode.Unknown);
        error.Message.ShouldBe("é 100% kaputt\n");
        error.Detail<ErrorResourceInitFailed>().ShouldBe(detail);
    }

    [Fact]
    public async Task Exception_OfAHandler_IsUnknownWithItsMessage()
    {
        _handler = (_, _) => throw new InvalidOperationException("boom");

        var error = await Should.ThrowAsync<GrpcException>(() => CallAsync("x"));

        (error.Status, error.Message).ShouldBe((StatusCode.Unknown, "boom"));
    }

    [Fact]
    public async Task Method_ThatIsNotThere_IsUnimplementedAndOthersAreServed()
    {
        var error = await Should.ThrowAsync<GrpcException>(() => _channel.CallAsync("pulumirpc.Engine/Nothing", new Empty(), Empty.Parser).WaitAsync(_limit));

        error.Status.ShouldBe(StatusCode.Unimplemented);
        (await CallAsync("next")).Urn.ShouldBe("next");
    }

    [Fact]
    public async Task Server_WithActions_TellsOfTheBeginAndEndOfEachCall()
    {
        var (begun, ended) = (0, new TaskCompletionSource());
        await using var server = new GrpcServer(() => Interlocked.Increment(ref begun), ended.SetResult);
        using var channel = new ExchangeChannel(IPEndPoint.Parse(server.OpenExchange()));
        await server.StartAsync(CancellationToken.None);
        server.WasCalled.ShouldBeFalse();

        await Should.ThrowAsync<GrpcException>(() => CallAsync(channel, "x"));

        begun.ShouldBe(1);
        await ended.Task.WaitAsync(_limit);
        server.WasCalled.ShouldBeTrue();
    }

    [Fact]
    public async Task Dispose_OfTheChannel_EndsItsCallsOnBothSides()
    {
        var (begun, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        _handler = Forever(begun, ended);
        var call = CallAsync("x");
        await begun.Task.WaitAsync(_limit);

        _channel.Dispose();

        (await Should.ThrowAsync<GrpcException>(() => call)).Status.ShouldBe(StatusCode.Cancelled);
        await ended.Task.WaitAsync(_limit);
        (await Should.ThrowAsync<GrpcException>(() => CallAsync("late"))).Status.ShouldBe(StatusCode.Cancelled);
    }

    [Fact]
    public async Task Dispose_OfTheServer_EndsItsCallsOnBothSides()
    {
        var (begun, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        _handler = Forever(begun, ended);
        var call = CallAsync("x");
        await begun.Task.WaitAsync(_limit);

        await _server.DisposeAsync();

        await ended.Task.WaitAsync(_limit);
        (await Should.ThrowAsync<GrpcException>(() => call)).Status.ShouldBeOneOf(StatusCode.Cancelled, StatusCode.Unavailable);
    }

    [Fact]
    public async Task Call_WithoutAPeer_IsUnavailable()
    {
        await using var server = new GrpcServer();
        using var channel = new ExchangeChannel(IPEndPoint.Parse(server.OpenExchange()));
        await server.StartAsync(CancellationToken.None);
        await server.DisposeAsync();

        (await Should.ThrowAsync<GrpcException>(() => CallAsync(channel, "x"))).Status.ShouldBe(StatusCode.Unavailable);
        (await Should.ThrowAsync<GrpcException>(() => CallAsync(channel, "y"))).Status.ShouldBe(StatusCode.Unavailable);
    }

    private static Func<SetRootResourceRequest, CancellationToken, Task<IMessage>> Forever(TaskCompletionSource begun, TaskCompletionSource ended) => async (_, token) =>
    {
        await using var registration = token.Register(ended.SetResult);
        begun.SetResult();
        await Task.Delay(Timeout.Infinite, token);
        return new Empty();
    };

    private Task<GetRootResourceResponse> CallAsync(string urn) => CallAsync(_channel, urn);

    private static Task<GetRootResourceResponse> CallAsync(ExchangeChannel channel, string urn) =>
        channel.CallAsync(Method, new SetRootResourceRequest { Urn = urn }, GetRootResourceResponse.Parser).WaitAsync(_limit);
}
