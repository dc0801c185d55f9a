using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Infra.Machine.Provider.Keys;

/// <summary>An Ed25519 key in the forms OpenSSH reads and shows.</summary>
/// <param name="PublicKey">One line: type, base64, comment.</param>
/// <param name="PrivateKey">The "openssh-key-v1" container, without a passphrase, as PEM.</param>
/// <param name="Fingerprint">SHA256:… as ssh-keygen -l shows it.</param>
internal sealed record OpenSshKey(string PublicKey, string PrivateKey, string Fingerprint)
{
    public const string Algorithm = "ssh-ed25519";

    public static OpenSshKey Generate(string comment) => FromSeed(RandomNumberGenerator.GetBytes(Ed25519.SeedLength), comment);

    public static OpenSshKey FromSeed(ReadOnlySpan<byte> seed, string comment)
    {
        var point = Ed25519.PublicKey(seed);
        byte[] blob = [.. Field(Algorithm), .. Field(point)];
        var line = $"{Algorithm} {Convert.ToBase64String(blob)}";
        return new(
            comment.Length == 0 ? line : $"{line} {comment}",
            Pem(Container(seed, point, blob, comment)),
            $"SHA256:{Convert.ToBase64String(SHA256.HashData(blob)).TrimEnd('=')}");
    }

    private static byte[] Container(ReadOnlySpan<byte> seed, byte[] point, byte[] blob, string comment)
    {
        // Both halves of the check are the same number: that is how OpenSSH sees that a key was decrypted rightly.
        var check = RandomNumberGenerator.GetBytes(4);
        byte[] secret = [.. check, .. check, .. Field(Algorithm), .. Field(point), .. Field([.. seed, .. point]), .. Field(comment)];
        var padding = Enumerable.Range(1, (8 - (secret.Length % 8)) % 8).Select(i => (byte)i);
        return
        [
            .. "openssh-key-v1\0"u8, .. Field("none"), .. Field("none"), .. Field(""), .. Number(1), .. Field(blob), .. Field([.. secret, .. padding]),
        ];
    }

    private static string Pem(byte[] container)
    {
        var lines = Convert.ToBase64String(container).Chunk(70).Select(line => new string(line));
        return $"-----BEGIN OPENSSH PRIVATE KEY-----\n{string.Join('\n', lines)}\n-----END OPENSSH PRIVATE KEY-----\n";
    }

    private static byte[] Field(string text) => Field(Encoding.UTF8.GetBytes(text));

    private static byte[] Field(byte[] content) => [.. Number(content.Length), .. content];

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
