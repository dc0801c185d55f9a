using System.Net;
using System.Net.Sockets;
using FsCheck.Xunit;
using Google.Protobuf;
using Infra.Protocol.Grpc;
using Pulumirpc;

namespace Infra.Protocol.Tests.Grpc;

/// <summary>A client that sends nonsense to an exchange: it is told why or hung up on, and the others are served.</summary>
public sealed class ExchangeHostileClientTests : IAsyncLifetime
{
    private const string Method = "pulumirpc.Engine/GetRootResource";
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(20);
    private readonly GrpcServer _server = new();
    private IPEndPoint _address = null!;
    private ExchangeChannel _other = null!;

    public async Task InitializeAsync()
    {
        _server.Map(Method, SetRootResourceRequest.Parser, (request, _) => Task.FromResult<IMessage>(new GetRootResourceResponse { Urn = request.Urn }));
        _address = IPEndPoint.Parse(_server.OpenExchange());
        _other = new ExchangeChannel(_address);
        await _server.StartAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        _other.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(new byte[] { 1, 0, 0, 0, 0 }, StatusCode.Unimplemented, "compressed")]
    [InlineData(new byte[] { 0, 0xff, 0xff, 0xff, 0xff }, StatusCode.ResourceExhausted, "larger than")]
    [InlineData(new byte[] { 0, 0, 0, 0, 2, 0x12, 0x7f }, StatusCode.Internal, "not valid")]
    [InlineData(new byte[] { 0, 0, 0, 0, 9, 8, 1 }, StatusCode.Internal, "in the middle of a message")]
    public async Task Connection_ThatIsNoStreamOfCalls_IsToldWhyAndClosed(byte[] bytes, StatusCode status, string reason)
    {
        using var client = await ConnectAsync();
        await client.SendAsync(bytes);
        client.Shutdown(SocketShutdown.Send);

        var told = await Task.Run(() => ReadAll(client)).WaitAsync(_limit);

        var answer = told.ShouldHaveSingleItem();
        ((StatusCode)answer.Status.Code, answer.Id).ShouldBe((status, 0));
        answer.Status.Message.ShouldContain(reason);
        await ServeAsync();
    }

    [Fact]
    public async Task Call_WhoseRequestIsNoMessage_FailsAlone()
    {
        using var client = await ConnectAsync();
        await client.SendAsync(GrpcFrame.Encode(new Call { Id = 7, Method = Method, Request = ByteString.CopyFrom(0x0a, 0x7f) }));
        await client.SendAsync(Conversation());
        var reader = new FrameReader(client);

        var answers = await Task.Run(() => new[] { reader.Read(Answer.Parser)!, reader.Read(Answer.Parser)! }).WaitAsync(_limit);

        answers.ToDictionary(a => a.Id, a => (StatusCode)(a.Status?.Code ?? 0)).ShouldBe(
            new Dictionary<int, StatusCode> { [7] = StatusCode.Internal, [1] = StatusCode.OK }, ignoreOrder: true);
    }

    [Fact]
    public async Task Call_ThatComesByteByByte_IsAnswered()
    {
        using var client = await ConnectAsync();
        foreach (var part in Conversation())
        {
            await client.SendAsync(new[] { part });
        }

        var answer = await Task.Run(() => new FrameReader(client).Read(Answer.Parser)).WaitAsync(_limit);

        answer!.Id.ShouldBe(1);
        GetRootResourceResponse.Parser.ParseFrom(answer.Response).Urn.ShouldBe("u");
    }

    [Fact]
    public async Task Connection_CutAtEachByte_LeavesTheServerServing()
    {
        var whole = Conversation();
        for (var length = 0; length <= whole.Length; length++)
        {
            await SendAsync(whole[..length]);
        }

        await ServeAsync();
    }

    [Property(MaxTest = 300)]
    public async Task Connection_WithAnyBytes_LeavesTheServerServing(byte[] bytes, bool framed)
    {
        await SendAsync(framed ? [0, 0, 0, 0, (byte)Math.Min(bytes.Length, 255), .. bytes] : bytes);
        await ServeAsync();
    }

    [Property(MaxTest = 300)]
    public async Task Connection_WithDamagedBytes_LeavesTheServerServing(int seed)
    {
        var random = new Random(seed);
        byte[] bytes = [.. Conversation(), .. Conversation()];
        for (var i = 0; i <= random.Next(4); i++)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        await SendAsync(bytes);
        await ServeAsync();
    }

    [Fact]
    public async Task Connection_OfAnotherProtocol_LeavesTheServerServing()
    {
        await SendAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());
        await SendAsync(new byte[100_000]);

        await ServeAsync();
    }

    private async Task<Socket> ConnectAsync()
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(_address);
        client.Blocking = false;
        return client;
    }

    /// <summary>Sends the bytes and ends the connection without waiting for an answer to all of them.</summary>
    private async Task SendAsync(byte[] bytes)
    {
        using var client = await ConnectAsync();
        try
        {
            await client.SendAsync(bytes);
        }
        catch (SocketException)
        {
            // It hung up before it had read all.
        }
    }

    private static List<Answer> ReadAll(Socket client)
    {
        var reader = new FrameReader(client);
        var answers = new List<Answer>();
        while (reader.Read(Answer.Parser) is { } answer)
        {
            answers.Add(answer);
        }

        return answers;
    }

    private async Task ServeAsync() =>
        (await _other.CallAsync(Method, new SetRootResourceRequest { Urn = "good" }, GetRootResourceResponse.Parser).WaitAsync(_limit)).Urn.ShouldBe("good");

    private static byte[] Conversation() =>
        GrpcFrame.Encode(new Call { Id = 1, Method = Method, Request = new SetRootResourceRequest { Urn = "u" }.ToByteString() });
}
