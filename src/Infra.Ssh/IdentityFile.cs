namespace Infra.Ssh;

/// <summary>A private key in a file of this computer.</summary>
internal static class IdentityFile
{
    private const string Begin = "-----BEGIN OPENSSH PRIVATE KEY-----";
    private const string End = "-----END OPENSSH PRIVATE KEY-----";

    /// <summary>The format's name and a zero, then the length and the name of the cipher.</summary>
    private static readonly byte[] _unencrypted = [.. "openssh-key-v1\0"u8, 0, 0, 0, 4, .. "none"u8];

    public static string Read(string file) => File.ReadAllText(Expand(file));

    /// <summary>A sentence, or null if the file holds a key that can be used.</summary>
    public static string? ProblemOf(string file)
    {
        string text;
        try
        {
            text = Read(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return File.Exists(Expand(file)) ? $"'{file}' cannot be read: {e.Message}" : $"There is no file '{file}'.";
        }

        var begin = text.IndexOf(Begin, StringComparison.Ordinal);
        var end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            return text.Contains("PRIVATE KEY", StringComparison.Ordinal)
                ? $"'{file}' holds a private key that is not in OpenSSH's format; convert a copy of it with ssh-keygen -p -f."
                : $"'{file}' holds no private key.";
        }

        var body = new string([.. text[(begin + Begin.Length)..end].Where(letter => !char.IsWhiteSpace(letter))]);
        var bytes = new byte[body.Length];
        if (!Convert.TryFromBase64String(body, bytes, out var length))
        {
            return $"The key in '{file}' is damaged.";
        }

        return bytes.AsSpan(0, length).StartsWith(_unencrypted) ? null : $"The key in '{file}' is protected by a passphrase, which nobody is there to type.";
    }

    private static string Expand(string file) => file.StartsWith("~/", StringComparison.Ordinal)
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), file[2..])
        : Path.GetFullPath(file, Pulumi.Deployment.Instance.RootDirectory);
}
