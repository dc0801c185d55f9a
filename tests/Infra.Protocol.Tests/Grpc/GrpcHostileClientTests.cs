using System.Net;
using System.Net.Sockets;
using FsCheck.Xunit;
using Google.Protobuf;
using Infra.Protocol.Grpc;
using Pulumirpc;

namespace Infra.Protocol.Tests.Grpc;

/// <summary>A client that sends nonsense: the server answers it with a status or hangs up, and goes on serving the others.</summary>
public sealed class GrpcHostileClientTests : IAsyncLifetime
{
    private const string Method = "pulumirpc.Engine/GetRootResource";
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(20);
    private readonly GrpcServer _server = new();
    private readonly HttpClient _http = new() { Timeout = _limit };
    private GrpcChannel _channel = null!;

    public async Task InitializeAsync()
    {
        _server.Map(Method, RegisterResourceRequest.Parser, (request, _) => Task.FromResult<IMessage>(new GetRootResourceResponse { Urn = request.Name }));
        await _server.StartAsync(CancellationToken.None);
        _channel = new GrpcChannel(_server.Address);
    }

    public async Task DisposeAsync()
    {
        _channel.Dispose();
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Property(MaxTest = 500)]
    public async Task Request_WithAnyBody_IsAnsweredWithAStatus(byte[] body, bool framed)
    {
        byte[] sent = framed ? [0, 0, 0, 0, (byte)Math.Min(body.Length, 255), .. body] : body;
        using var response = await PostAsync(sent, "application/grpc");
        await response.Content.ReadAsByteArrayAsync();

        response.TrailingHeaders.GetValues("grpc-status").Single().ShouldBeOneOf("0", "8", "12", "13");
    }

    [Theory]
    [InlineData("")]
    [InlineData("9999999999S")]
    [InlineData("-1S")]
    [InlineData("1")]
    [InlineData("1x")]
    [InlineData("99999999H")]
    [InlineData("S")]
    public async Task Request_WithANonsensicalDeadline_IsAnswered(string timeout)
    {
        using var response = await PostAsync([0, 0, 0, 0, 0], "application/grpc", ("grpc-timeout", timeout));
        await response.Content.ReadAsByteArrayAsync();

        response.TrailingHeaders.GetValues("grpc-status").ShouldBe(["0"]);
    }

    [Theory]
    [InlineData("application/grpc-web+proto; x=\"", HttpStatusCode.OK)]
    [InlineData("application/json", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("", HttpStatusCode.UnsupportedMediaType)]
    public async Task Request_OfAnyContentType_IsAnswered(string type, HttpStatusCode expected) =>
        (await PostAsync([0, 0, 0, 0, 0], type)).StatusCode.ShouldBe(expected);

    [Fact]
    public async Task Request_NestedAsDeepAsPropertiesMayBe_IsRead()
    {
        (await _channel.UnaryCallAsync(Method, Deep(90), GetRootResourceResponse.Parser)).Urn.ShouldBe("deep");
        (await Should.ThrowAsync<GrpcException>(() => _channel.UnaryCallAsync(Method, Deep(5000), GetRootResourceResponse.Parser))).Status.ShouldBe(StatusCode.Internal);
    }

    /// <summary>Invalid UTF-8 in a string field.</summary>
    [Fact]
    public async Task Request_WithBytesThatAreNoText_IsAnswered()
    {
        byte[] message = [0x12, 2, 0xc3, 0x28];
        using var response = await PostAsync([0, 0, 0, 0, (byte)message.Length, .. message], "application/grpc");
        await response.Content.ReadAsByteArrayAsync();

        response.TrailingHeaders.GetValues("grpc-status").Single().ShouldBeOneOf("0", "13");
    }

    [Fact]
    public async Task Connection_CutAtEachByte_LeavesTheServerServing()
    {
        var whole = Conversation();
        for (var length = 0; length < whole.Length; length++)
        {
            await SendAsync(whole[..length]);
        }

        await ServeAsync();
    }

    [Property(MaxTest = 300)]
    public async Task Connection_WithDamagedBytes_LeavesTheServerServing(int seed)
    {
        var random = new Random(seed);
        var bytes = Conversation();
        for (var i = 0; i <= random.Next(4); i++)
        {
            bytes[random.Next(random.Next(2) == 0 ? 24 : 0, bytes.Length)] = (byte)random.Next(256);
        }

        await SendAsync(bytes);
        await ServeAsync();
    }

    [Fact]
    public async Task Connection_OfAnotherProtocol_LeavesTheServerServing()
    {
        await SendAsync("GET / HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray());
        await SendAsync([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]);
        await SendAsync(new byte[100_000]);

        await ServeAsync();
    }

    private async Task ServeAsync() =>
        (await _channel.UnaryCallAsync(Method, new RegisterResourceRequest { Name = "good" }, GetRootResourceResponse.Parser, _limit)).Urn.ShouldBe("good");

    /// <summary>Sends the bytes and ends the connection without waiting for an answer to all of them.</summary>
    private async Task SendAsync(byte[] bytes)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", _server.Port);
        try
        {
            await client.GetStream().WriteAsync(bytes);
        }
        catch (IOException)
        {
            // It hung up before it had read all.
        }
    }

    /// <summary>What a client sends: preface, settings, one request with its headers in plain HPACK literals, and its body.</summary>
    private byte[] Conversation()
    {
        byte[] headers =
        [
            0x83, 0x86, .. Literal(":path", "/" + Method), .. Literal(":authority", _server.Address), .. Literal("content-type", "application/grpc"), .. Literal("te", "trailers"),
        ];
        return [.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, .. Frame(4, 0, 0, []), .. Frame(1, 4, 1, headers), .. Frame(0, 1, 1, [0, 0, 0, 0, 3, 0x12, 1, (byte)'n'])];

        static byte[] Literal(string name, string value) =>
            [0, (byte)name.Length, .. System.Text.Encoding.ASCII.GetBytes(name), (byte)value.Length, .. System.Text.Encoding.ASCII.GetBytes(value)];

        static byte[] Frame(byte type, byte flags, byte stream, byte[] payload) => [0, 0, (byte)payload.Length, type, flags, 0, 0, 0, stream, .. payload];
    }

    private static RegisterResourceRequest Deep(int levels)
    {
        var value = Google.Protobuf.WellKnownTypes.Value.ForString("leaf");
        for (var i = 0; i < levels; i++)
        {
            value = Google.Protobuf.WellKnownTypes.Value.ForStruct(new Google.Protobuf.WellKnownTypes.Struct { Fields = { ["a"] = value } });
        }

        return new RegisterResourceRequest { Name = "deep", Object = value.StructValue };
    }

    private async Task<HttpResponseMessage> PostAsync(byte[] body, string contentType, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{_server.Address}/{Method}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _http.SendAsync(request);
    }
}
