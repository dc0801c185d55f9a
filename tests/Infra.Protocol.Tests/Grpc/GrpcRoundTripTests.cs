using System.Net;
using System.Net.Http.Headers;
using Infra.Protocol.Grpc;
using Pulumirpc;

namespace Infra.Protocol.Tests.Grpc;

public sealed class GrpcRoundTripTests : UnaryCallsSuite
{
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
        Handler = async (request, token) =>
        {
            if (Interlocked.Increment(ref inside) == Turns)
            {
                full.SetResult();
            }

            await gate.Task.WaitAsync(Limit, token);
            return new GetRootResourceResponse { Urn = request.Urn };
        };
        using var channel = new GrpcChannel(Server.Address, oneConnection: true);
        var calls = Enumerable.Range(0, Turns + 40).Select(i => CallAsync(channel, i.ToString())).ToArray();
        await full.Task.WaitAsync(Limit);
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Should.ThrowAsync<OperationCanceledException>(() => channel.UnaryCallAsync(Method, new SetRootResourceRequest(), GetRootResourceResponse.Parser, cancellationToken: impatient.Token));

        inside.ShouldBe(Turns);
        gate.SetResult();
        (await Task.WhenAll(calls)).Select(a => a.Urn).ShouldBe(Enumerable.Range(0, Turns + 40).Select(i => i.ToString()));
    }

    [Fact]
    public async Task Deadline_ThatPasses_EndsTheCallOnBothSides()
    {
        var (_, ended) = Wait();
        using var channel = new GrpcChannel(Server.Address);

        var error = await Should.ThrowAsync<GrpcException>(() =>
            channel.UnaryCallAsync(Method, new SetRootResourceRequest(), GetRootResourceResponse.Parser, TimeSpan.FromSeconds(2)));

        error.Status.ShouldBe(StatusCode.DeadlineExceeded);
        await ended.WaitAsync(Limit);
    }

    [Fact]
    public async Task Cancellation_OfTheCaller_ReachesTheHandler()
    {
        var (begun, ended) = Wait();
        using var channel = new GrpcChannel(Server.Address);
        using var cancel = new CancellationTokenSource();
        var call = channel.UnaryCallAsync(Method, new SetRootResourceRequest(), GetRootResourceResponse.Parser, null, cancel.Token);
        await begun.WaitAsync(Limit);

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => call);
        await ended.WaitAsync(Limit);
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

    protected override IUnaryCalls Open(GrpcServer server) => new GrpcChannel(server.Address);

    private async Task<HttpResponseMessage> PostAsync(byte[] body, string contentType)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{Server.Address}/{Method}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        return await http.SendAsync(request);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref most)) < value && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
        }
    }
}
