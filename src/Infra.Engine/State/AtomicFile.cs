using System.Runtime.InteropServices;

namespace Infra.Engine.State;

/// <summary>Files that are there whole or not at all: temporary file, fsync, rename, fsync of the directory.</summary>
internal static class AtomicFile
{
    /// <summary>Marks temporary files; nothing that lists a directory takes them for a stack or a lock.</summary>
    public const string TemporarySuffix = ".writing";

    /// <summary>The mode of what others may read, such as settings that are checked in.</summary>
    public const UnixFileMode Shared = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <param name="file">Where to.</param>
    /// <param name="content">All of it.</param>
    /// <param name="mode">By default the owner's alone: a state tells where everything is.</param>
    public static void Write(string file, ReadOnlySpan<byte> content, UnixFileMode mode = OwnerOnly)
    {
        var temporary = $"{file}.{Guid.NewGuid():N}{TemporarySuffix}";
        try
        {
            using (var stream = new FileStream(temporary, NewFile(mode)))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, file, overwrite: true);
            SyncDirectory(Path.GetDirectoryName(file)!);
        }
        catch
        {
            Forget(temporary);
            throw;
        }
    }

    /// <summary>A copy that is there whole or not at all; not necessarily at once on the disk.</summary>
    public static void Copy(string file, string to)
    {
        var temporary = $"{to}.{Guid.NewGuid():N}{TemporarySuffix}";
        try
        {
            File.Copy(file, temporary);
            File.Move(temporary, to, overwrite: true);
        }
        catch
        {
            Forget(temporary);
            throw;
        }
    }

    /// <summary>A file that must not be there yet.</summary>
    public static FileStreamOptions NewFile(UnixFileMode mode = OwnerOnly)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        return options;
    }

    /// <summary>Makes it durable that a file is there, or is not.</summary>
    public static void SyncDirectory(string directory)
    {
        var handle = open(directory, 0);
        if (handle >= 0)
        {
            _ = fsync(handle);
            _ = close(handle);
        }
    }

    private static void Forget(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What went wrong before says more.
        }
    }

    // .NET has no way to flush a directory.
#pragma warning disable SYSLIB1054, CA2101, IDE1006
    [DllImport("libc", CharSet = CharSet.Ansi)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int open(string path, int flags);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int fsync(int handle);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int close(int handle);
#pragma warning restore SYSLIB1054, CA2101, IDE1006
}
