using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Protocol.Grpc;
using Pulumirpc;

namespace Infra.Protocol.Tests.Grpc;

/// <summary>What a client and the server say to each other, whichever way they are connected.</summary>
public abstract class UnaryCallsSuite : IAsyncLifetime
{
    protected const string Method = "pulumirpc.Engine/GetRootResource";
    protected static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    protected GrpcServer Server { get; } = new();

    protected IUnaryCalls Calls { get; private set; } = null!;

    protected Func<SetRootResourceRequest, CancellationToken, Task<IMessage>> Handler { get; set; } = Echo;

    public async Task InitializeAsync()
    {
        Server.Map(Method, SetRootResourceRequest.Parser, (request, token) => Handler(request, token));
        Calls = Open(Server);
        await Server.StartAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        Calls.Dispose();
        await Server.DisposeAsync();
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
        await using var server = new GrpcServer().Map(Method, SetRootResourceRequest.Parser, Echo);
        using var calls = Open(server);
        var call = CallAsync(calls, "early");

        await server.StartAsync(CancellationToken.None);

        (await call).Urn.ShouldBe("early");
    }

    [Fact]
    public async Task Calls_AtTheSameTime_DoNotWaitForEachOther()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var inside = 0;
        Handler = async (request, token) =>
        {
            if (Interlocked.Increment(ref inside) == 300)
            {
                gate.SetResult();
            }

            await gate.Task.WaitAsync(Limit, token);
            return new GetRootResourceResponse { Urn = request.Urn };
        };

        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => CallAsync(i.ToString())));

        answers.Select(a => a.Urn).ShouldBe(Enumerable.Range(0, 300).Select(i => i.ToString()));
    }

    [Fact]
    public async Task Failure_OfAHandler_CarriesStatusMessageAndDetails()
    {
        var detail = new ErrorResourceInitFailed { Id = "7", Reasons = { "not ready" } };
        Handler = (_, _) => throw new GrpcException(StatusCode.Unknown, "é 100% kaputt\n", detail);

        var error = await Should.ThrowAsync<GrpcException>(() => CallAsync("x"));

        error.Status.ShouldBe(StatusCode.Unknown);
        error.Message.ShouldBe("é 100% kaputt\n");
        error.Detail<ErrorResourceInitFailed>().ShouldBe(detail);
        error.Detail<ConfigureErrorMissingKeys>().ShouldBeNull();
    }

    [Fact]
    public async Task Exception_OfAHandler_IsUnknownWithItsMessage()
    {
        Handler = (_, _) => throw new InvalidOperationException("boom");

        var error = await Should.ThrowAsync<GrpcException>(() => CallAsync("x"));

        (error.Status, error.Message).ShouldBe((StatusCode.Unknown, "boom"));
    }

    [Fact]
    public async Task Method_ThatIsNotThere_IsUnimplementedAndOthersAreServed()
    {
        var error = await Should.ThrowAsync<GrpcException>(() => Calls.CallAsync("pulumirpc.Engine/Nothing", new Empty(), Empty.Parser).WaitAsync(Limit));

        error.Status.ShouldBe(StatusCode.Unimplemented);
        (await CallAsync("next")).Urn.ShouldBe("next");
    }

    [Fact]
    public async Task Server_WithActions_TellsOfTheBeginAndEndOfEachCall()
    {
        var (begun, ended) = (0, new TaskCompletionSource());
        await using var server = new GrpcServer(() => Interlocked.Increment(ref begun), ended.SetResult);
        using var calls = Open(server);
        await server.StartAsync(CancellationToken.None);
        server.WasCalled.ShouldBeFalse();

        await Should.ThrowAsync<GrpcException>(() => CallAsync(calls, "x"));

        begun.ShouldBe(1);
        await ended.Task.WaitAsync(Limit);
        server.WasCalled.ShouldBeTrue();
    }

    [Fact]
    public async Task Dispose_OfTheServer_EndsItsCallsOnBothSides()
    {
        var (begun, ended) = Wait();
        var call = CallAsync("x");
        await begun.WaitAsync(Limit);

        await Server.DisposeAsync();

        await ended.WaitAsync(Limit);
        (await Should.ThrowAsync<GrpcException>(() => call)).Status.ShouldBeOneOf(StatusCode.Cancelled, StatusCode.Unavailable);
    }

    [Fact]
    public async Task Call_WithoutAPeer_IsUnavailable()
    {
        var server = new GrpcServer();
        using var calls = Open(server);
        await server.StartAsync(CancellationToken.None);
        await server.DisposeAsync();

        (await Should.ThrowAsync<GrpcException>(() => CallAsync(calls, "x"))).Status.ShouldBe(StatusCode.Unavailable);
        (await Should.ThrowAsync<GrpcException>(() => CallAsync(calls, "y"))).Status.ShouldBe(StatusCode.Unavailable);
    }

    /// <summary>A client of a server that has not started yet.</summary>
    protected abstract IUnaryCalls Open(GrpcServer server);

    /// <summary>Lets calls wait until they are cancelled; tells when one has begun and ended.</summary>
    protected (Task Begun, Task Ended) Wait()
    {
        var (begun, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        Handler = async (_, token) =>
        {
            await using var registration = token.Register(ended.SetResult);
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return new Empty();
        };
        return (begun.Task, ended.Task);
    }

    protected Task<GetRootResourceResponse> CallAsync(string urn) => CallAsync(Calls, urn);

    protected static Task<GetRootResourceResponse> CallAsync(IUnaryCalls calls, string urn) =>
        calls.CallAsync(Method, new SetRootResourceRequest { Urn = urn }, GetRootResourceResponse.Parser).WaitAsync(Limit);

    private static Task<IMessage> Echo(SetRootResourceRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<IMessage>(new GetRootResourceResponse { Urn = request.Urn });
}
