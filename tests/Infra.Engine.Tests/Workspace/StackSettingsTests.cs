using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Xunit;
using Infra.Engine.Diagnostics;
using Infra.Engine.Tests.Support;
using Infra.Engine.Workspace;

namespace Infra.Engine.Tests.Workspace;

public sealed class StackSettingsTests : IDisposable
{
    private const string Sample = """
        # The staging stack.
        encryptionsalt: v1:AA==:v1:AA==:AA==
        config:
          # How many workers serve.
          demo:workers: 3 # enough for now
          demo:name: shop
          demo:obj:
            a: 1
            list:
              - x
              - y
          aws:region: "eu-west-1"

        """;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Set_OfAnExistingKey_ChangesItsLineAlone()
    {
        var settings = Load(Sample);

        settings.Set("workers", JsonValue.Create("5"));
        settings.Save();

        File.ReadAllText(settings.File).ShouldBe(Sample.Replace("demo:workers: 3 #", "demo:workers: \"5\" #", StringComparison.Ordinal));
    }

    [Fact]
    public void Set_OfANewKey_AppendsToTheConfig()
    {
        var settings = Load(Sample);

        settings.Set("demo:host", JsonValue.Create("local"));
        settings.Save();

        File.ReadAllText(settings.File).ShouldBe(Sample + "  demo:host: local\n");
    }

    [Fact]
    public void Set_OfAPath_ChangesWhatItNames()
    {
        var settings = Load(Sample);

        settings.Set("obj.list[1]", JsonValue.Create("z"), path: true);
        settings.Set("obj.b", JsonValue.Create(true), path: true);

        settings.Get("obj")!.ToJsonString().ShouldBe("""{"a":1,"list":["x","z"],"b":true}""");
        settings.Get("obj.list[0]", path: true)!.GetValue<string>().ShouldBe("x");
        settings.Get("workers")!.GetValue<long>().ShouldBe(3);
    }

    [Fact]
    public void Remove_OfAKey_RemovesItsLinesAlone()
    {
        var settings = Load(Sample);

        settings.Remove("obj").ShouldBeTrue();
        settings.Remove("nothing").ShouldBeFalse();
        settings.Save();

        File.ReadAllText(settings.File).ShouldBe(Sample.Replace("  demo:obj:\n    a: 1\n    list:\n      - x\n      - y\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public void SetEncryptionSalt_OfANewFile_MakesIt()
    {
        var settings = Load(null);

        settings.SetEncryptionSalt("v1:AA==:v1:BB==:CC==");
        settings.Set("name", JsonValue.Create("x"));
        settings.Save();

        File.ReadAllText(settings.File).ShouldBe("encryptionsalt: v1:AA==:v1:BB==:CC==\nconfig:\n  demo:name: x\n");
    }

    [Theory]
    [InlineData("config: {demo:a: 1, demo:b: x}\n")]
    [InlineData("config:\n")]
    [InlineData("config:\n  demo:a: |\n    line 1\n    line 2\n  demo:b: x\n")]
    [InlineData("config:\n- nothing\n", true)]
    public void Set_InAnyLayout_CanBeReadBack(string text, bool refused = false)
    {
        if (refused)
        {
            Should.Throw<InfraException>(() => Load(text).Entries).Code.ShouldBe(DiagnosticCodes.StackFileMalformed);
            return;
        }

        var settings = Load(text);
        var others = settings.Entries.Where(e => e.Key != "demo:a").Select(e => (e.Key, e.Value?.ToJsonString())).ToList();

        settings.Set("a", JsonValue.Create("new"));

        settings.Get("a")!.GetValue<string>().ShouldBe("new");
        settings.Entries.Where(e => e.Key != "demo:a").Select(e => (e.Key, e.Value?.ToJsonString())).ShouldBe(others);
    }

    [Property]
    public void Set_OfAnyText_IsReadBackAsThatText(NonNull<string> text)
    {
        var value = new string(text.Get.Where(c => !char.IsSurrogate(c) && c != '\ufeff').ToArray());
        var settings = Load(Sample);

        settings.Set("name", JsonValue.Create(value));

        settings.Get("name")!.GetValue<string>().ShouldBe(value);
        settings.Get("workers")!.GetValue<long>().ShouldBe(3);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("1e3")]
    [InlineData("v1:AA==:BB+/=")]
    [InlineData("ssh-ed25519 AAAAC3Nza comment")]
    [InlineData("a: b")]
    [InlineData("- x")]
    [InlineData("#x")]
    [InlineData("line\nline")]
    [InlineData("0x10")]
    [InlineData("2001-01-01")]
    public void Set_OfATextThatLooksLikeSomethingElse_StaysAText(string text)
    {
        var settings = Load(Sample);

        settings.Set("name", JsonValue.Create(text));

        settings.Get("name")!.GetValue<string>().ShouldBe(text);
    }

    [Theory]
    [InlineData("config:\n  a: [1\n", 2)]
    [InlineData("config:\n  a: 1\n a: 2\n", 3)]
    [InlineData("config: 3\n", 1)]
    [InlineData("- a\n", 1)]
    [InlineData("config:\n  a: 1\n  a: 2\n", 1)]
    public void Load_OfAMalformedFile_NamesTheLine(string text, int line)
    {
        var error = Should.Throw<InfraException>(() => Load(text).Entries.Count);

        error.Code.ShouldBe(DiagnosticCodes.StackFileMalformed);
        error.Place.ShouldContain("Pulumi.dev.yaml:");
        int.Parse(error.Place.Split(':')[^2], System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo(line);
    }

    private StackSettings Load(string? text)
    {
        if (text is not null)
        {
            _directory.File("Pulumi.dev.yaml", text);
        }

        return StackSettings.Load(
            new Project { Name = "demo", File = Path.Combine(_directory.Path, "Pulumi.yaml"), RootDirectory = _directory.Path, Runtime = "dotnet", StackConfigDirectory = _directory.Path }, "dev");
    }
}
