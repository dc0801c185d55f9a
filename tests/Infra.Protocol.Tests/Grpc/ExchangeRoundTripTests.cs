using System.Collections.Concurrent;
using System.Net;
using Infra.Protocol.Grpc;
using Pulumirpc;

namespace Infra.Protocol.Tests.Grpc;

public sealed class ExchangeRoundTripTests : UnaryCallsSuite
{
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
            await gate.Task.WaitAsync(Limit, token);
            return new GetRootResourceResponse { Urn = request.Urn };
        });
        using var channel = Open(server);
        await server.StartAsync(CancellationToken.None);
        var calls = Enumerable.Range(0, 40).Select(i => CallAsync(channel, i.ToString())).ToArray();

        for (var i = 0; i < calls.Length; i++)
        {
            (await come.WaitAsync(Limit)).ShouldBeTrue();
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
    public async Task Dispose_OfTheChannel_EndsItsCallsOnBothSides()
    {
        var (begun, ended) = Wait();
        var call = CallAsync("x");
        await begun.WaitAsync(Limit);

        Calls.Dispose();

        (await Should.ThrowAsync<GrpcException>(() => call)).Status.ShouldBe(StatusCode.Cancelled);
        await ended.WaitAsync(Limit);
        (await Should.ThrowAsync<GrpcException>(() => CallAsync("late"))).Status.ShouldBe(StatusCode.Cancelled);
    }

    protected override IUnaryCalls Open(GrpcServer server) => new ExchangeChannel(IPEndPoint.Parse(server.OpenExchange()));
}
