using Infra.Machine.Provider.Ssh;

namespace Infra.Machine.Provider.Tests.Ssh;

public sealed class RuntimeDirectoryTests
{
    [Fact]
    public void Dispose_FilesInIt_RemovesAll()
    {
        var directory = new RuntimeDirectory();
        File.WriteAllText(directory.NewPath("a"), "");

        directory.Dispose();
        directory.Dispose();

        Directory.Exists(directory.Path).ShouldBeFalse();
    }

    [Fact]
    public void Create_DirectoryOfAKilledProcess_IsRemovedAndOthersStay()
    {
        using var living = new RuntimeDirectory();
        var parent = Path.GetDirectoryName(living.Path)!;
        var (abandoned, begun, foreign) = (Path.Combine(parent, "infra-1-0123abcd"), Path.Combine(parent, "infra-1-89ababcd"), Path.Combine(parent, "infra-1-4567abcd"));
        foreach (var directory in new[] { abandoned, begun, foreign })
        {
            Directory.CreateDirectory(directory);
        }

        File.WriteAllText(Path.Combine(abandoned, "lock"), "");
        File.WriteAllText(Path.Combine(foreign, "kept"), "");
        try
        {
            using var next = new RuntimeDirectory();

            Directory.Exists(abandoned).ShouldBeFalse();
            Directory.Exists(begun).ShouldBeFalse();
            Directory.Exists(foreign).ShouldBeTrue();
            Directory.Exists(living.Path).ShouldBeTrue();
        }
        finally
        {
            Directory.Delete(foreign, recursive: true);
        }
    }

    [Fact]
    public void Create_Mode_LetsOnlyItsOwnerLookInside()
    {
        using var directory = new RuntimeDirectory();

        (OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(directory.Path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)).ShouldBe(UnixFileMode.None);
    }

    [Fact]
    public void NewPath_ManyAtOnce_AreDifferentAndShortEnoughForASocket()
    {
        using var directory = new RuntimeDirectory();
        var paths = Enumerable.Range(0, 100).AsParallel().Select(_ => directory.NewPath("m")).ToArray();

        paths.Distinct().Count().ShouldBe(100);
        paths.ShouldAllBe(p => p.Length < 90);
    }
}
