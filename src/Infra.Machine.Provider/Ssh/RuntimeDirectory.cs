using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Infra.Machine.Provider.Ssh;

/// <summary>
/// A private directory for sockets and known hosts, gone with its owner. Paths are short: a socket's may have 107 bytes.
/// One whose owner was killed is removed by the next that is made: its lock is free.
/// </summary>
internal sealed partial class RuntimeDirectory : IDisposable
{
    private const int LongestParent = 40;
    private const string LockName = "lock";

    private readonly FileStream _lock;
    private int _files;

    public RuntimeDirectory()
    {
        var parent = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
        var place = parent is { Length: > 0 and <= LongestParent } && System.IO.Directory.Exists(parent) ? parent : "/tmp";
        RemoveAbandoned(place);
        (Path, _lock) = CreateIn(place);
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
        finally
        {
            _lock.Dispose();
        }
    }

    private static (string Path, FileStream Lock) CreateIn(string parent)
    {
        while (true)
        {
            var path = System.IO.Path.Combine(parent, $"infra-{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
            if (System.IO.Path.Exists(path))
            {
                continue;
            }

            _ = OperatingSystem.IsWindows()
                ? System.IO.Directory.CreateDirectory(path)
                : System.IO.Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            if (TryLock(path, FileMode.CreateNew) is { } held)
            {
                return (path, held);
            }
        }
    }

    private static void RemoveAbandoned(string parent)
    {
        foreach (var path in System.IO.Directory.EnumerateDirectories(parent, "infra-*-*").Where(p => Name().IsMatch(System.IO.Path.GetFileName(p))))
        {
            using var free = TryLock(path, FileMode.Open);
            try
            {
                // An empty one has no lock yet: whoever is making it just makes another.
                System.IO.Directory.Delete(path, recursive: free is not null);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It is in use or another user's, or another process removes it at the same time.
            }
        }
    }

    /// <summary>Null if somebody holds it, if there is none, or if it is another user's.</summary>
    private static FileStream? TryLock(string directory, FileMode mode)
    {
        try
        {
            return new FileStream(System.IO.Path.Combine(directory, LockName), mode, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^infra-[0-9]+-[0-9a-f]{8}\z")]
    private static partial Regex Name();
}
