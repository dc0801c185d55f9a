using System.Security.Cryptography;
using System.Text;

namespace Infra.Engine.Secrets;

/// <summary>
/// Keys derived from a passphrase that lies on the disk, kept beside it for its owner alone: who may read the one may derive the
/// other, and deriving takes half a second. A file that cannot be read or written costs only that time.
/// </summary>
internal sealed class KeyCache(string directory)
{
    private const int KeyLength = 32;

    public byte[]? Find(Passphrase passphrase, byte[] salt)
    {
        try
        {
            var key = File.ReadAllBytes(FileFor(passphrase, salt));
            return key.Length == KeyLength ? key : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Keep(Passphrase passphrase, byte[] salt, byte[] key)
    {
        try
        {
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            State.AtomicFile.Write(FileFor(passphrase, salt), key);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next command derives it again.
        }
    }

    /// <summary>Another passphrase has other keys, so the name depends on it.</summary>
    private string FileFor(Passphrase passphrase, byte[] salt) =>
        Path.Combine(directory, Convert.ToHexStringLower(SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(passphrase.Value)])));
}
