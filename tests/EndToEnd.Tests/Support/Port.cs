using System.Net.Sockets;

namespace EndToEnd.Tests.Support;

/// <summary>Who answers at an address.</summary>
internal static class Port
{
    public static async Task<bool> IsOpenAsync(string address, int port)
    {
        using var client = new TcpClient();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await client.ConnectAsync(address, port, limit.Token);
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
