using Infra.Machine.Provider.Local.Machines;
using Infra.Machine.Provider.Tests.Support;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Tests.Local.Machines;

public sealed class MachineTreeTests : IDisposable
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Write_LinkInThePlaceOfAFile_IsReplacedAndNotFollowed()
    {
        var outside = _directory.Write("outside", "old");
        Directory.CreateDirectory(_directory.File("root/etc"));
        File.CreateSymbolicLink(_directory.File("root/etc/resolv.conf"), outside);

        new MachineTree(_directory.Path).Write([new("etc/resolv.conf", "new", Mode)]);

        File.ReadAllText(outside).ShouldBe("old");
        File.ReadAllText(_directory.File("root/etc/resolv.conf")).ShouldBe("new");
        File.GetUnixFileMode(_directory.File("root/etc/resolv.conf")).ShouldBe(Mode);
    }

    [Fact]
    public void Write_LinkInThePlaceOfADirectory_IsRefused()
    {
        Directory.CreateDirectory(_directory.File("root"));
        Directory.CreateDirectory(_directory.File("outside"));
        File.CreateSymbolicLink(_directory.File("root/etc"), _directory.File("outside"));

        Should.Throw<ProviderException>(() => new MachineTree(_directory.Path).Write([new("etc/hostname", "x", Mode)])).Message.ShouldContain("is a link");
        Directory.EnumerateFileSystemEntries(_directory.File("outside")).ShouldBeEmpty();
    }
}
