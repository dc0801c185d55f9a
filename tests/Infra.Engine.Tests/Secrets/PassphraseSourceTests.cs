using Infra.Engine.Diagnostics;
using Infra.Engine.Secrets;
using Infra.Engine.Tests.Support;

namespace Infra.Engine.Tests.Secrets;

public sealed class PassphraseSourceTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Dictionary<string, string?> _environment = [];

    private PassphraseSource Source => new(name => _environment.GetValueOrDefault(name));

    public PassphraseSourceTests() => _environment["HOME"] = _directory.Path;

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("secret")]
    public void Find_WithTheVariableSet_TakesItEvenIfEmpty(string value)
    {
        _environment["PULUMI_CONFIG_PASSPHRASE"] = value;

        Source.Find(create: false).Value.ShouldBe(value);
    }

    [Fact]
    public void Find_WithAFile_TrimsItsContent()
    {
        _environment["PULUMI_CONFIG_PASSPHRASE_FILE"] = _directory.File("pass", " secret\n");

        Source.Find(create: false).Value.ShouldBe("secret");
    }

    [Fact]
    public void Find_WithAMissingFile_NamesIt()
    {
        _environment["PULUMI_CONFIG_PASSPHRASE_FILE"] = "/nowhere/pass";

        Should.Throw<InfraException>(() => Source.Find(create: true)).Detail.ShouldContain("/nowhere/pass");
    }

    [Fact]
    public void Find_WithoutAny_MakesOneForItsOwnerAlone()
    {
        var first = Source.Find(create: true);

        Source.Find(create: false).Value.ShouldBe(first.Value);
        first.Value.Length.ShouldBeGreaterThan(40);
        Source.DefaultFile.ShouldBe(Path.Combine(_directory.Path, ".config", "infra", "passphrase"));
        File.GetUnixFileMode(Source.DefaultFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(Path.GetDirectoryName(Source.DefaultFile)!).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public void Find_WithoutAnyAndNotToMakeOne_SaysWhatToSet() =>
        Should.Throw<InfraException>(() => Source.Find(create: false)).Help.ShouldContain("PULUMI_CONFIG_PASSPHRASE_FILE");

    [Fact]
    public void Find_OfAFileOpenToOthers_IsRefusedWithTheRemedy()
    {
        Source.Find(create: true);
        File.SetUnixFileMode(Source.DefaultFile, UnixFileMode.UserRead | UnixFileMode.GroupRead);

        Should.Throw<InfraException>(() => Source.Find(create: false)).Help.ShouldBe($"chmod 600 {Source.DefaultFile}");
    }
}
