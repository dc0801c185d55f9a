using System.Globalization;
using System.Security.Cryptography;

namespace Infra.Machine.Provider.Ssh;

/// <summary>A private directory for sockets and known hosts, gone with its owner. Paths are short: a socket's may have 107 bytes.</summary>
internal sealed class RuntimeDirectory : IDisposable
{
    private const int LongestParent = 40;

    private int _files;

    public RuntimeDirectory()
    {
        var parent = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
        var place = parent is { Length: > 0 and <= LongestParent } && System.IO.Directory.Exists(parent) ? parent : "/tmp";
        Path = CreateIn(place);
    }

    public string Path { get; }

    /// <summary>A path in it that nobody else was given.</summary>
    public string NewPath(string kind) => System.IO.Path.Combine(Path, kind + Interlocked.Increment(ref _files).ToString(CultureInfo.InvariantCulture));

    public void Dispose()
    {
        try
        {
            System.IO.Directory.Delete(Path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Somebody cleaned up already.
        }
    }

    private static string CreateIn(string parent)
    {
        while (true)
        {
            var path = System.IO.Path.Combine(parent, $"infra-{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
            if (!System.IO.Path.Exists(path))
            {
                return OperatingSystem.IsWindows()
                    ? System.IO.Directory.CreateDirectory(path).FullName
                    : System.IO.Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
            }
        }
    }
}
