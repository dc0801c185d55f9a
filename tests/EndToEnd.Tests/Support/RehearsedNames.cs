using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace EndToEnd.Tests.Support;

/// <summary>A rehearsal's name server, asked in DNS's own bytes (RFC 1035 §4).</summary>
internal static class RehearsedNames
{
    /// <param name="root">Of the local machines.</param>
    /// <param name="name">Whose address is wanted.</param>
    public static async Task<string> AskAsync(string root, string name)
    {
        var record = await File.ReadAllTextAsync(Path.Combine(root, "machines", "rehearsal-dns", "machine.json"));
        var server = JsonDocument.Parse(record).RootElement.GetProperty("Address").GetString()!;
        byte[] question = [0, 7, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, .. name.Split('.').SelectMany(l => Encoding.ASCII.GetBytes(l).Prepend((byte)l.Length)), 0, 0, 1, 0, 1];
        using var client = new UdpClient(server, 53);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await client.SendAsync(question, limit.Token);
        var answer = (await client.ReceiveAsync(limit.Token)).Buffer;
        (answer[3] & 15, answer[7]).ShouldBe((0, (byte)1));
        return new IPAddress(answer.AsSpan(question.Length + 12, 4)).ToString();
    }
}
