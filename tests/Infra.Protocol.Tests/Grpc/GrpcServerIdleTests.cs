using System.Net.Sockets;
using Infra.Protocol.Grpc;

namespace Infra.Protocol.Tests.Grpc;

public sealed class GrpcServerIdleTests
{
    private const byte GoAway = 7;
    private const int HeaderLength = 9;

    /// <summary>The server looks for connections idle too long once a second; a program that computes for a while is not one.</summary>
    [Fact]
    public async Task Connection_IdleForSeconds_IsKept()
    {
        await using var server = new GrpcServer();
        await server.StartAsync(CancellationToken.None);
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());
        await stream.WriteAsync(new byte[] { 0, 0, 0, 4, 0, 0, 0, 0, 0 });

        var frames = await ReadFrameTypesAsync(stream, TimeSpan.FromSeconds(2.5));

        frames.ShouldNotBeEmpty();
        frames.ShouldNotContain(GoAway);
    }

    private static async Task<List<byte>> ReadFrameTypesAsync(Stream stream, TimeSpan time)
    {
        using var limit = new CancellationTokenSource(time);
        var types = new List<byte>();
        var header = new byte[HeaderLength];
        try
        {
            while (true)
            {
                await stream.ReadExactlyAsync(header, limit.Token);
                types.Add(header[3]);
                await stream.ReadExactlyAsync(new byte[(header[0] << 16) | (header[1] << 8) | header[2]], limit.Token);
            }
        }
        catch (OperationCanceledException)
        {
            return types;
        }
    }
}
