using Infra.Machine.Provider.Inputs;
using Infra.Machine.Provider.Keys;
using Infra.Machine.Provider.Releases;
using Infra.Machine.Provider.Tests.Support;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Tests.Releases;

public sealed class ReleaseInputsTests
{
    [Theory]
    [InlineData("name", "a/b")]
    [InlineData("name", "-x")]
    [InlineData("root", "srv/demo")]
    [InlineData("root", "/srv/../etc")]
    [InlineData("root", "/")]
    [InlineData("root", "/srv/a b")]
    [InlineData("socketDirectory", "/run/$(id)")]
    [InlineData("environmentFile", "demo.env")]
    [InlineData("service", "demo")]
    [InlineData("service", "demo@.service")]
    [InlineData("healthPath", "healthz")]
    [InlineData("healthPath", "/health z")]
    [InlineData("healthHost", "demo\r\nX: y")]
    [InlineData("source", "/srv/source")]
    public void Check_TextThatCannotBe_IsRefused(string name, string value) => Failures((name, value)).ShouldHaveSingleItem().ShouldStartWith(name + ": ");

    [Theory]
    [InlineData("keep", 0)]
    [InlineData("healthTimeout", 0)]
    [InlineData("drainTimeout", -1)]
    public void Check_NumberOutOfRange_IsRefused(string name, int value) => Failures((name, value)).ShouldHaveSingleItem().ShouldStartWith($"{name}: must be a whole number from");

    [Fact]
    public void Check_StepWithoutCommand_IsRefused() =>
        Failures(("prepare", PropertyValue.Array(Calls.Map(("name", "x"), ("as", "somebody"))))).ShouldBe(["prepare[0].as: must be 'owner' or 'root'", "prepare[0].run: is required"], ignoreOrder: true);

    [Theory]
    [InlineData("../outside")]
    [InlineData("/outside")]
    [InlineData("inside/../../outside")]
    public void HashOf_FileOutsideTheSource_IsRefused(string name) =>
        Should.Throw<ProviderException>(() => SourceArchive.HashOf(new ArchiveValue(Calls.Map((name, new AssetValue("x", null, null))), null, null))).Message.ShouldContain("outside itself");

    [Fact]
    public void HashOf_DirectoryThatIsNotThere_SaysWhich() =>
        Should.Throw<ProviderException>(() => SourceArchive.HashOf(new ArchiveValue(null, "/no/such/source", null))).Message.ShouldContain("'/no/such/source' is no directory");

    [Fact]
    public async Task Write_SameFiles_GivesTheSameBytes()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("b", "2");
        directory.Write("a", "1");
        var archive = new ArchiveValue(null, directory.Path, null);
        using var first = new MemoryStream();
        using var second = new MemoryStream();
        await SourceArchive.WriteAsync(archive, first, CancellationToken.None);
        File.SetLastWriteTimeUtc(directory.File("a"), DateTime.UnixEpoch);
        await SourceArchive.WriteAsync(archive, second, CancellationToken.None);

        second.ToArray().ShouldBe(first.ToArray());
    }

    private static IEnumerable<string> Failures(params (string Name, PropertyValue Value)[] changes)
    {
        var key = OpenSshKey.Generate("x");
        var inputs = PropertyMap.From(
        [
            new("connection", Calls.Map(("host", "203.0.113.7"), ("user", "deploy"), ("privateKey", key.PrivateKey), ("hostKey", key.PublicKey))),
            new("name", "demo"), new("root", "/srv/demo"), new("service", "demo@"), new("socketDirectory", "/run/demo"),
            new("source", new ArchiveValue(null, "/srv/source", null)),
            .. Calls.Map(changes),
        ]);
        return InputReader.Check(inputs, ReleaseInputs.Read).Failures.Select(f => $"{f.Property}: {f.Reason}");
    }
}
