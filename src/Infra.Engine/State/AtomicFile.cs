using System.Runtime.InteropServices;

namespace Infra.Engine.State;

/// <summary>Files that are there whole or not at all: temporary file, fsync, rename, fsync of the directory.</summary>
internal static class AtomicFile
{
    /// <summary>Marks temporary files; nothing that lists a directory takes them for a stack or a lock.</summary>
    public const string TemporarySuffix = ".writing";

    public static void Write(string file, ReadOnlySpan<byte> content)
    {
        var temporary = $"{file}.{Guid.NewGuid():N}{TemporarySuffix}";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, file, overwrite: true);
            SyncDirectory(Path.GetDirectoryName(file)!);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static void SyncDirectory(string directory)
    {
        var handle = open(directory, 0);
        if (handle >= 0)
        {
            _ = fsync(handle);
            _ = close(handle);
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
