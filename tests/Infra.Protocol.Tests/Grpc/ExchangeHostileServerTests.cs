using System.Net;
using System.Net.Sockets;
using FsCheck.Xunit;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Protocol.Grpc;
using Pulumirpc;

namespace Infra.Protocol.Tests.Grpc;

/// <summary>An exchange that answers nonsense: every call ends, with a status and a reason.</summary>
public sealed class ExchangeHostileServerTests : IDisposable
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(20);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public ExchangeHostileServerTests() => _listener.Start();

    public void Dispose() => _listener.Dispose();

    public static TheoryData<string, byte[], StatusCode, string> Nonsense => new()
    {
        { "nothing", [], StatusCode.Unavailable, "closed the connection" },
        { "cut", [0, 0, 0, 0, 9, 8, 1], StatusCode.Internal, "in the middle of a message" },
        { "compressed", [1, 0, 0, 0, 0], StatusCode.Unimplemented, "compressed" },
        { "too large", [0, 0xff, 0xff, 0xff, 0xff], StatusCode.ResourceExhausted, "larger than" },
        { "not protobuf", [0, 0, 0, 0, 2, 0x12, 0x7f], StatusCode.Internal, "not valid" },
        { "of another call", GrpcFrame.Encode(new Answer { Id = 99 }), StatusCode.Internal, "not under way (99)" },
        { "of no call", GrpcFrame.Encode(new Answer()), StatusCode.Internal, "not under way (0)" },
        { "of the connection", GrpcFrame.Encode(new Answer { Status = new() { Code = 8, Message = "enough" } }), StatusCode.ResourceExhausted, "enough" },
        { "an unknown status", GrpcFrame.Encode(new Answer { Id = 1, Status = new() { Code = 99, Message = "99 of them" } }), StatusCode.Unknown, "99 of them" },
        { "a response that is none", GrpcFrame.Encode(new Answer { Id = 1, Response = ByteString.CopyFrom(0x0a, 0x7f) }), StatusCode.Internal, "not valid" },
        { "HTTP", "HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), StatusCode.Unimplemented, "compressed" },
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task Call_WithANonsensicalAnswer_FailsWithItsReason(string fault, byte[] answer, StatusCode status, string reason)
    {
        using var channel = new ExchangeChannel((IPEndPoint)_listener.LocalEndpoint);
        var serving = ServeAsync(answer);

        var error = await Should.ThrowAsync<GrpcException>(() => CallAsync(channel), fault);

        error.Status.ShouldBe(status);
        error.Message.ShouldContain(reason);
        await serving;
        await Should.ThrowAsync<GrpcException>(() => CallAsync(channel), "the connection has ended");
    }

    [Fact]
    public async Task Call_AnsweredTwice_EndsTheConnection()
    {
        using var channel = new ExchangeChannel((IPEndPoint)_listener.LocalEndpoint);
        var frame = GrpcFrame.Encode(new Answer { Id = 1 });
        var serving = ServeAsync([.. frame, .. frame]);

        (await CallAsync(channel)).Urn.ShouldBeEmpty();

        await serving;
        await Should.ThrowAsync<GrpcException>(() => CallAsync(channel));
    }

    [Property(MaxTest = 300)]
    public async Task Call_WithAnyAnswer_IsAMessageOrAStatus(byte[] bytes, bool framed)
    {
        using var channel = new ExchangeChannel((IPEndPoint)_listener.LocalEndpoint);
        var serving = ServeAsync(framed ? [0, 0, 0, 0, (byte)Math.Min(bytes.Length, 255), .. bytes] : bytes);
        try
        {
            (await CallAsync(channel)).ShouldNotBeNull();
        }
        catch (GrpcException e)
        {
            e.Message.ShouldNotBeEmpty();
        }

        await serving;
    }

    /// <summary>Takes a connection, reads the first call, answers with the bytes and closes it.</summary>
    private async Task ServeAsync(byte[] answer)
    {
        using var client = await _listener.AcceptSocketAsync();
        await client.ReceiveAsync(new byte[4096]);
        await client.SendAsync(answer);
        client.Shutdown(SocketShutdown.Send);
        try
        {
            // Until the caller has gone, so that it gets all of it.
            await client.ReceiveAsync(new byte[4096]).WaitAsync(_limit);
        }
        catch (SocketException)
        {
            // It has gone before it had read all.
        }
    }

    private static Task<GetRootResourceResponse> CallAsync(ExchangeChannel channel) =>
        channel.CallAsync("a/b", new Empty(), GetRootResourceResponse.Parser).WaitAsync(_limit);
}
