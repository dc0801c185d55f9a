using System.Net.Sockets;
using System.Text;

namespace Infra.Machine.Provider.Local.Machines;

/// <summary>Waits until a machine answers.</summary>
internal static class Readiness
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan _patienceForOneTry = TimeSpan.FromSeconds(1);

    /// <summary>True once its SSH server speaks; false when the time is over or <paramref name="isAlive"/> says that waiting is in vain.</summary>
    public static async Task<bool> WaitForSshAsync(string address, int port, TimeSpan timeout, Func<bool> isAlive, CancellationToken cancellationToken)
    {
        var deadline = Environment.TickCount64 + (long)timeout.TotalMilliseconds;
        while (Environment.TickCount64 < deadline && isAlive())
        {
            if (await SpeaksSshAsync(address, port, cancellationToken))
            {
                return true;
            }

            await Task.Delay(_interval, cancellationToken);
        }

        return false;
    }

    private static async Task<bool> SpeaksSshAsync(string address, int port, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_patienceForOneTry);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address, port, limit.Token);
            var greeting = new byte[4];
            await client.GetStream().ReadExactlyAsync(greeting, limit.Token);
            return Encoding.ASCII.GetString(greeting) == "SSH-";
        }
        catch (Exception e) when (e is SocketException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }
}
