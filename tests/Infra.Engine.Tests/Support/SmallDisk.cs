using System.Globalization;
using System.Runtime.InteropServices;

namespace Infra.Engine.Tests.Support;

/// <summary>A file system of a few kilobytes that can be full or read-only. Needs root on Linux.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const ulong Remount = 32;
    private const ulong ReadOnly = 1;
    private const int Detach = 2;
    private readonly TemporaryDirectory _directory = new();

    private SmallDisk()
    {
    }

    public string Path => _directory.Path;

    /// <summary>Null where nothing can be mounted.</summary>
    public static SmallDisk? TryCreate(int kilobytes)
    {
        var disk = new SmallDisk();
        if (OperatingSystem.IsLinux() && Mount("none", disk.Path, "tmpfs", 0, Size(kilobytes)) == 0)
        {
            return disk;
        }

        disk._directory.Dispose();
        return null;
    }

    public void Resize(int kilobytes) => Mount("none", Path, "tmpfs", Remount, Size(kilobytes)).ShouldBe(0);

    public void MakeReadOnly(int kilobytes) => Mount("none", Path, "tmpfs", Remount | ReadOnly, Size(kilobytes)).ShouldBe(0);

    public void Dispose()
    {
        Unmount(Path, Detach).ShouldBe(0);
        _directory.Dispose();
    }

    private static string Size(int kilobytes) => $"size={kilobytes.ToString(CultureInfo.InvariantCulture)}k,mode=700";

    // Source generation would need unsafe code.
#pragma warning disable SYSLIB1054, CA2101
    [DllImport("libc", EntryPoint = "mount", CharSet = CharSet.Ansi)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Mount(string source, string target, string type, ulong flags, string data);

    [DllImport("libc", EntryPoint = "umount2", CharSet = CharSet.Ansi)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Unmount(string target, int flags);
#pragma warning restore SYSLIB1054, CA2101
}
