using System.Net;
using System.Net.Sockets;
using FsCheck.Xunit;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Protocol.Grpc;
using Pulumirpc;

namespace Infra.Protocol.Tests.Grpc;

/// <summary>A client that sends nonsense: it is told why or hung up on, and the others are served, whichever way it is connected.</summary>
public abstract class HostileClientSuite : IAsyncLifetime
{
    protected const string Method = "pulumirpc.Engine/GetRootResource";
    protected static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private IUnaryCalls _other = null!;

    protected GrpcServer Server { get; } = new();

    /// <summary>Where to send nonsense.</summary>
    protected IPEndPoint Address { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server.Map(Method, RegisterResourceRequest.Parser, (request, _) => Task.FromResult<IMessage>(new GetRootResourceResponse { Urn = request.Name }));
        (Address, _other) = Open(Server);
        await Server.StartAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        _other.Dispose();
        await Server.DisposeAsync();
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
        var bytes = Conversation();
        for (var i = 0; i <= random.Next(4); i++)
        {
            bytes[random.Next(random.Next(2) == 0 ? bytes.Length / 4 : 0, bytes.Length)] = (byte)random.Next(256);
        }

        await SendAsync(bytes);
        await ServeAsync();
    }

    [Fact]
    public async Task Request_NestedAsDeepAsPropertiesMayBe_IsRead()
    {
        (await CallAsync(Deep(90))).Urn.ShouldBe("deep");
        (await Should.ThrowAsync<GrpcException>(() => CallAsync(Deep(5000)))).Status.ShouldBe(StatusCode.Internal);
        await ServeAsync();
    }

    [Fact]
    public async Task Connection_OfAnotherProtocol_LeavesTheServerServing()
    {
        await SendAsync("GET / HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray());
        await SendAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());
        await SendAsync([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]);
        await SendAsync(new byte[100_000]);

        await ServeAsync();
    }

    /// <summary>A server's address, and a client of it that behaves, before the server starts.</summary>
    protected abstract (IPEndPoint Address, IUnaryCalls Other) Open(GrpcServer server);

    /// <summary>The bytes of a client that behaves.</summary>
    protected abstract byte[] Conversation();

    protected Task<GetRootResourceResponse> CallAsync(RegisterResourceRequest request) =>
        _other.CallAsync(Method, request, GetRootResourceResponse.Parser).WaitAsync(Limit);

    protected async Task ServeAsync() => (await CallAsync(new RegisterResourceRequest { Name = "good" })).Urn.ShouldBe("good");

    protected async Task<Socket> ConnectAsync()
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(Address);
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

    private static RegisterResourceRequest Deep(int levels)
    {
        var value = Value.ForString("leaf");
        for (var i = 0; i < levels; i++)
        {
            value = Value.ForStruct(new Struct { Fields = { ["a"] = value } });
        }

        return new RegisterResourceRequest { Name = "deep", Object = value.StructValue };
    }
}
