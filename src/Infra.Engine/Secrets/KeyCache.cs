using System.IO.Hashing;
using System.Text;

namespace Infra.Engine.Secrets;

/// <summary>
/// Keys derived from a passphrase that lies on the disk, kept beside it for its owner alone: who may read the one may derive the
/// other, and deriving takes half a second. Only keys that fitted are kept, so one that is found needs no proof. A file that
/// cannot be read or written costs only that time.
/// </summary>
internal sealed class KeyCache(string directory)
{
    private const int KeyLength = 32;
    private const int CheckLength = sizeof(ulong);

    /// <summary>The key; null if it is not kept, or its file is damaged.</summary>
    /// <param name="passphrase">Of which it was derived.</param>
    /// <param name="salt">With its check value, as in encryptionsalt.</param>
    public byte[]? Find(Passphrase passphrase, string salt)
    {
        try
        {
            var content = File.ReadAllBytes(FileFor(passphrase, salt));
            return content.Length == KeyLength + CheckLength && XxHash3.Hash(content.AsSpan(0, KeyLength)).AsSpan().SequenceEqual(content.AsSpan(KeyLength))
                ? content[..KeyLength]
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Keep(Passphrase passphrase, string salt, byte[] key)
    {
        try
        {
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            State.AtomicFile.Write(FileFor(passphrase, salt), [.. key, .. XxHash3.Hash(key)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next command derives it again.
        }
    }

    /// <summary>Another passphrase has other keys, so the name depends on it.</summary>
    private string FileFor(Passphrase passphrase, string salt) =>
        Path.Combine(directory, Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes($"{salt}\n{passphrase.Value}"))));
}
