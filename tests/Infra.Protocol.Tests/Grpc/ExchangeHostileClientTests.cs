using System.Net;
using System.Net.Sockets;
using Google.Protobuf;
using Infra.Protocol.Grpc;
using Pulumirpc;

namespace Infra.Protocol.Tests.Grpc;

public sealed class ExchangeHostileClientTests : HostileClientSuite
{
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

        var told = await Task.Run(() => ReadAll(client)).WaitAsync(Limit);

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

        var answers = await Task.Run(() => new[] { reader.Read(Answer.Parser)!, reader.Read(Answer.Parser)! }).WaitAsync(Limit);

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

        var answer = await Task.Run(() => new FrameReader(client).Read(Answer.Parser)).WaitAsync(Limit);

        answer!.Id.ShouldBe(1);
        GetRootResourceResponse.Parser.ParseFrom(answer.Response).Urn.ShouldBe("u");
    }

    protected override (IPEndPoint Address, IUnaryCalls Other) Open(GrpcServer server)
    {
        var address = IPEndPoint.Parse(server.OpenExchange());
        return (address, new ExchangeChannel(address));
    }

    protected override byte[] Conversation() =>
        GrpcFrame.Encode(new Call { Id = 1, Method = Method, Request = new RegisterResourceRequest { Name = "u" }.ToByteString() });

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
}
