using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Infra.Rehearsal.Tests.Support;

/// <summary>Asks a name server for addresses, in DNS's own bytes (RFC 1035 §4).</summary>
internal static class Dns
{
    public static async Task<string> AskAsync(string server, string name, CancellationToken deadline)
    {
        byte[] question = [0, 7, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, .. name.Split('.').SelectMany(l => Encoding.ASCII.GetBytes(l).Prepend((byte)l.Length)), 0, 0, 1, 0, 1];
        using var client = new UdpClient(server, 53);
        await client.SendAsync(question, deadline);
        var answer = (await client.ReceiveAsync(deadline)).Buffer;
        (answer[3] & 15, answer[7]).ShouldBe((0, (byte)1));
        return new IPAddress(answer.AsSpan(question.Length + 12, 4)).ToString();
    }
}
