using System.Buffers.Binary;
using System.Text;

namespace Infra.Security;

/// <summary>Public keys as OpenSSH writes them in one line.</summary>
public static class PublicKeys
{
    private static readonly string[] _types =
    [
        "ssh-ed25519", "sk-ssh-ed25519@openssh.com", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-rsa",
    ];

    /// <summary>A sentence, or null if the line is a public key.</summary>
    public static string? ProblemOf(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var shown = line.Length > 40 ? line[..40] + "…" : line;
        if (line.AsSpan().ContainsAny('\n', '\r') || words.Length < 2)
        {
            return line.Contains("PRIVATE KEY", StringComparison.Ordinal)
                ? "A private key stands where a public one belongs."
                : $"'{shown}' is no public key.";
        }

        if (!_types.Contains(words[0]))
        {
            return $"'{words[0]}' is no kind of key that is accepted ({string.Join(", ", _types)}).";
        }

        return NameInside(words[1]) == words[0] ? null : $"The key '{shown}' is damaged.";
    }

    /// <summary>The first field of the key's own bytes: its type again.</summary>
    private static string NameInside(string base64)
    {
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length) || length < 4)
        {
            return "";
        }

        var size = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        return size > length - 4 ? "" : Encoding.ASCII.GetString(bytes, 4, (int)size);
    }
}
