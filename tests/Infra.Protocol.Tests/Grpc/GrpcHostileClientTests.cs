using System.Net;
using FsCheck.Xunit;
using Infra.Protocol.Grpc;

namespace Infra.Protocol.Tests.Grpc;

public sealed class GrpcHostileClientTests : HostileClientSuite, IDisposable
{
    private readonly HttpClient _http = new() { Timeout = Limit };

    public void Dispose() => _http.Dispose();

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

    /// <summary>Invalid UTF-8 in a string field.</summary>
    [Fact]
    public async Task Request_WithBytesThatAreNoText_IsAnswered()
    {
        byte[] message = [0x12, 2, 0xc3, 0x28];
        using var response = await PostAsync([0, 0, 0, 0, (byte)message.Length, .. message], "application/grpc");
        await response.Content.ReadAsByteArrayAsync();

        response.TrailingHeaders.GetValues("grpc-status").Single().ShouldBeOneOf("0", "13");
    }

    protected override (IPEndPoint Address, IUnaryCalls Other) Open(GrpcServer server) =>
        (IPEndPoint.Parse(server.Address), new GrpcChannel(server.Address));

    /// <summary>What a client sends: preface, settings, one request with its headers in plain HPACK literals, and its body.</summary>
    protected override byte[] Conversation()
    {
        byte[] headers =
        [
            0x83, 0x86, .. Literal(":path", "/" + Method), .. Literal(":authority", Server.Address), .. Literal("content-type", "application/grpc"), .. Literal("te", "trailers"),
        ];
        return [.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, .. Frame(4, 0, 0, []), .. Frame(1, 4, 1, headers), .. Frame(0, 1, 1, [0, 0, 0, 0, 3, 0x12, 1, (byte)'n'])];

        static byte[] Literal(string name, string value) =>
            [0, (byte)name.Length, .. System.Text.Encoding.ASCII.GetBytes(name), (byte)value.Length, .. System.Text.Encoding.ASCII.GetBytes(value)];

        static byte[] Frame(byte type, byte flags, byte stream, byte[] payload) => [0, 0, (byte)payload.Length, type, flags, 0, 0, 0, stream, .. payload];
    }

    private async Task<HttpResponseMessage> PostAsync(byte[] body, string contentType, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{Server.Address}/{Method}")
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
