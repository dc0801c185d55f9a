using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Protocol.Grpc;
using Pulumirpc;

namespace Infra.Protocol.Tests.Grpc;

public sealed class GrpcRoundTripTests : IAsyncLifetime
{
    private const string Method = "pulumirpc.Engine/GetRootResource";
    private readonly GrpcServer _server = new();
    private Func<SetRootResourceRequest, CancellationToken, Task<IMessage>> _handler = (request, _) =>
        Task.FromResult<IMessage>(new GetRootResourceResponse { Urn = request.Urn });

    public async Task InitializeAsync()
    {
        _server.Map(Method, SetRootResourceRequest.Parser, (request, token) => _handler(request, token));
        await _server.StartAsync(CancellationToken.None);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("urn:pulumi:dev::demo::pulumi:pulumi:Stack::demo-dev")]
    public async Task Call_OfAMethod_ReturnsItsAnswer(string urn) =>
        (await CallAsync(urn)).Urn.ShouldBe(urn);

    [Fact]
    public async Task Call_WithALargeMessage_ReturnsItWhole()
    {
        var large = new string('x', 8 * 1024 * 1024);

        (await CallAsync(large)).Urn.Length.ShouldBe(large.Length);
    }

    [Fact]
    public async Task Calls_AtTheSameTime_DoNotWaitForEachOther()
    {
        var gate = new TaskCompletionSource();
        var inside = 0;
        _handler = async (request, token) =>
        {
            if (Interlocked.Increment(ref inside) == 300)
            {
                gate.SetResult();
            }

            await gate.Task.WaitAsync(TimeSpan.FromSeconds(20), token);
            return new GetRootResourceResponse { Urn = request.Urn };
        };
        using var channel = new GrpcChannel(_server.Address);

        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => CallAsync(channel, i.ToString())));

        answers.Select(a => a.Urn).ShouldBe(Enumerable.Range(0, 300).Select(i => i.ToString()));
    }

    [Fact]
    public async Task Calls_BeyondWhatTheServerTakes_WaitInTheClient()
    {
        await using var server = new GrpcServer { MaximumRequests = 3 };
        var (inside, most) = (0, 0);
        server.Map(Method, SetRootResourceRequest.Parser, async (request, token) =>
        {
            var now = Interlocked.Increment(ref inside);
            InterlockedMax(ref most, now);
            await Task.Yield();
            Interlocked.Decrement(ref inside);
            return new GetRootResourceResponse { Urn = request.Urn };
        });
        await server.StartAsync(CancellationToken.None);
        using var channel = new GrpcChannel(server.Address, oneConnection: true);

        // What a server takes a client knows once it has heard of it.
        await CallAsync(channel, "first");
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => CallAsync(channel, i.ToString())));

        answers.Select(a => a.Urn).ShouldBe(Enumerable.Range(0, 100).Select(i => i.ToString()));
        most.ShouldBeInRange(1, 3);
    }

    [Fact]
    public async Task Calls_BeyondWhatOneConnectionTakes_WaitForTheirTurnOrAreGivenUp()
    {
        const int Turns = 256;
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var full = new TaskCompletionSource();
        var inside = 0;
        _handler = async (request, token) =>
        {
            if (Interlocked.Increment(ref inside) == Turns)
            {
                full.SetResult();
            }

            await gate.Task.WaitAsync(TimeSpan.FromSeconds(20), token);
            return new GetRootResourceResponse { Urn = request.Urn };
        };
        using var channel = new GrpcChannel(_server.Address, oneConnection: true);
        var calls = Enumerable.Range(0, Turns + 40).Select(i => CallAsync(channel, i.ToString())).ToArray();
        await full.Task.WaitAsync(TimeSpan.FromSeconds(20));
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Should.ThrowAsync<OperationCanceledException>(() => channel.UnaryCallAsync(Method, new SetRootResourceRequest(), GetRootResourceResponse.Parser, cancellationToken: impatient.Token));

        inside.ShouldBe(Turns);
        gate.SetResult();
        (await Task.WhenAll(calls)).Select(a => a.Urn).ShouldBe(Enumerable.Range(0, Turns + 40).Select(i => i.ToString()));
    }

    [Fact]
    public async Task Server_WithActions_TellsOfTheBeginAndEndOfEachRequest()
    {
        var (begun, ended) = (0, new TaskCompletionSource());
        await using var server = new GrpcServer(() => Interlocked.Increment(ref begun), ended.SetResult);
        server.Map(Method, SetRootResourceRequest.Parser, (_, _) => throw new InvalidOperationException("boom"));
        await server.StartAsync(CancellationToken.None);
        using var channel = new GrpcChannel(server.Address);

        await Should.ThrowAsync<GrpcException>(() => CallAsync(channel, "x"));

        begun.ShouldBe(1);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(10));
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
        error.Detail<ConfigureErrorMissingKeys>().ShouldBeNull();
    }

    [Fact]
    public async Task Exception_OfAHandler_IsUnknownWithItsMessage()
    {
        _handler = (_, _) => throw new InvalidOperationException("boom");

        var error = await Should.ThrowAsync<GrpcException>(() => CallAsync("x"));

        error.Status.ShouldBe(StatusCode.Unknown);
        error.Message.ShouldBe("boom");
    }

    [Fact]
    public async Task Method_ThatIsNotThere_IsUnimplemented()
    {
        using var channel = new GrpcChannel(_server.Address);

        var error = await Should.ThrowAsync<GrpcException>(() => channel.UnaryCallAsync("pulumirpc.Engine/Nothing", new Empty(), Empty.Parser));

        error.Status.ShouldBe(StatusCode.Unimplemented);
    }

    [Fact]
    public async Task Deadline_ThatPasses_EndsTheCallOnBothSides()
    {
        var ended = new TaskCompletionSource();
        _handler = async (_, token) =>
        {
            await using var registration = token.Register(ended.SetResult);
            await Task.Delay(Timeout.Infinite, token);
            return new Empty();
        };
        using var channel = new GrpcChannel(_server.Address);

        var error = await Should.ThrowAsync<GrpcException>(() =>
            channel.UnaryCallAsync(Method, new SetRootResourceRequest(), GetRootResourceResponse.Parser, TimeSpan.FromSeconds(2)));

        error.Status.ShouldBe(StatusCode.DeadlineExceeded);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Cancellation_OfTheCaller_ReachesTheHandler()
    {
        var begun = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        _handler = async (_, token) =>
        {
            await using var registration = token.Register(ended.SetResult);
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return new Empty();
        };
        using var channel = new GrpcChannel(_server.Address);
        using var cancel = new CancellationTokenSource();
        var call = channel.UnaryCallAsync(Method, new SetRootResourceRequest(), GetRootResourceResponse.Parser, null, cancel.Token);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(10));

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => call);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Call_WithoutAPeer_IsUnavailable()
    {
        var address = _server.Address;
        await _server.DisposeAsync();
        using var channel = new GrpcChannel(address);

        (await Should.ThrowAsync<GrpcException>(() => CallAsync(channel, "x"))).Status.ShouldBe(StatusCode.Unavailable);
    }

    [Theory]
    [InlineData(new byte[] { }, StatusCode.Internal)]
    [InlineData(new byte[] { 0, 0, 0 }, StatusCode.Internal)]
    [InlineData(new byte[] { 0, 0, 0, 0, 9, 1 }, StatusCode.Internal)]
    [InlineData(new byte[] { 1, 0, 0, 0, 0 }, StatusCode.Unimplemented)]
    [InlineData(new byte[] { 0, 0xff, 0xff, 0xff, 0xff }, StatusCode.ResourceExhausted)]
    [InlineData(new byte[] { 0, 0, 0, 0, 2, 0x0a, 0x7f }, StatusCode.Internal)]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, StatusCode.Internal)]
    public async Task Request_ThatIsMalformed_IsRefusedWithAStatus(byte[] body, StatusCode expected)
    {
        using var response = await PostAsync(body, "application/grpc");
        await response.Content.ReadAsByteArrayAsync();

        response.TrailingHeaders.GetValues("grpc-status").ShouldBe([((int)expected).ToString()]);
    }

    [Fact]
    public async Task Request_OfAnotherContentType_IsRefused() =>
        (await PostAsync([], "text/plain")).StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);

    private async Task<HttpResponseMessage> PostAsync(byte[] body, string contentType)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{_server.Address}/{Method}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        return await http.SendAsync(request);
    }

    private async Task<GetRootResourceResponse> CallAsync(string urn)
    {
        using var channel = new GrpcChannel(_server.Address);
        return await CallAsync(channel, urn);
    }

    private static Task<GetRootResourceResponse> CallAsync(GrpcChannel channel, string urn) =>
        channel.UnaryCallAsync(Method, new SetRootResourceRequest { Urn = urn }, GetRootResourceResponse.Parser, TimeSpan.FromSeconds(30));

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref most)) < value && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
        }
    }
}
