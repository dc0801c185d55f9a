using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Infra.Engine.Diagnostics;
using Infra.Engine.Tests.Support;
using Infra.Engine.Workspace;

namespace Infra.Engine.Tests.Workspace;

/// <summary>Project and stack files that anybody may have written: each is read right or refused with its place, and none ends the process.</summary>
[Properties(Arbitrary = [typeof(YamlFuzzTests)])]
public sealed class YamlFuzzTests : IDisposable
{
    private static readonly string[] _pieces =
    [
        "name: demo\n", "runtime: dotnet\n", "runtime:\n  name: dotnet\n  options:\n    a: b\n", "config:\n", "  demo:a: 1\n", "  a: 1\n", "  demo:b: {x: [1, 2]}\n", "  c: |\n    text\n\n    more\n",
        "  d: \"q\"\n", "  e: &x [1]\n", "  f: *x\n", "  ? [k]\n  : v\n", "\t", "  - a\n", "- b\n", "---\n", "...\n", "# note\n", "{", "}", "[", "]", ":", " ", "\n", "\r\n", "!t ", "&a ", "*a ", "%YAML 1.1\n",
        "plugins:\n  providers:\n    - {name: x, path: y}\n", "encryptionsalt: v1:a:b\n", "'", "\"", "\\", "\u0000", "\ufeff", "é\U0001F600", "<<: *x\n", "backend: {url: \"file://x\"}\n", "? ", "| ", "> ", "@", "`",
    ];

    private readonly TemporaryDirectory _directory = new(inMemory: true);

    /// <summary>Texts out of pieces that mean something, in any order.</summary>
    public static Arbitrary<string> Texts() => Arb.From(Gen.Elements(_pieces).ListOf().Select(string.Concat), text => text.Length == 0 ? [] : [text[..(text.Length / 2)], text[(text.Length / 2)..], text[..^1], text[1..]]);

    [Property(MaxTest = 1000)]
    public void Load_OfAnyProject_IsRightOrRefused(string text)
    {
        Write("Pulumi.yaml", Encoding.UTF8.GetBytes(text));

        TryLoadProject();
    }

    [Property(MaxTest = 1000)]
    public void Set_InAnyStackFile_ChangesThatKeyAloneOrRefuses(string text)
    {
        Write("Pulumi.dev.yaml", Encoding.UTF8.GetBytes("config:\n  demo:kept: 7\n" + text));
        try
        {
            var settings = LoadStack();
            var before = Others(settings);
            settings.Set("demo:a", JsonValue.Create("new"));
            settings.Save();

            var after = LoadStack();
            after.Get("demo:a")!.GetValue<string>().ShouldBe("new");
            Others(after).ShouldBe(before);
        }
        catch (InfraException e)
        {
            (e.Code, e.Place.Length > 0).ShouldBe((DiagnosticCodes.StackFileMalformed, true));
        }
    }

    [Property(MaxTest = 500)]
    public void Load_OfAnyBytes_IsRightOrRefused(byte[] bytes)
    {
        Write("Pulumi.yaml", bytes);
        TryLoadProject();
        Write("Pulumi.dev.yaml", bytes);
        TryLoadStack();
    }

    [Theory]
    [InlineData("[", 100_000)]
    [InlineData("{a: ", 100_000)]
    [InlineData("- ", 100_000)]
    [InlineData("? ", 100_000)]
    [InlineData("  b:\n", 1)]
    public void Load_OfDeepNesting_IsRefusedAndEndsNothing(string piece, int times)
    {
        var deep = string.Concat(Enumerable.Repeat(piece, times));
        Write("Pulumi.dev.yaml", Encoding.UTF8.GetBytes("config: " + (times == 1 ? Stairs() : deep)));

        Should.Throw<InfraException>(() => LoadStack().Entries).Code.ShouldBe(DiagnosticCodes.StackFileMalformed);

        static string Stairs() => "\n" + string.Concat(Enumerable.Range(1, 2000).Select(i => new string(' ', i) + "a:\n"));
    }

    [Fact]
    public void Load_OfAliasesThatMultiply_IsRefused()
    {
        var text = new StringBuilder("config:\n  x0: &x0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n");
        for (var i = 1; i < 12; i++)
        {
            text.Append($"  x{i}: &x{i} [{string.Join(", ", Enumerable.Repeat($"*x{i - 1}", 10))}]\n");
        }

        Write("Pulumi.dev.yaml", Encoding.UTF8.GetBytes(text.ToString()));

        Should.Throw<InfraException>(() => LoadStack().Entries).Detail.ShouldContain("aliases");
    }

    [Fact]
    public void Load_OfAnAliasInsideItself_IsRefused()
    {
        Write("Pulumi.dev.yaml", "config:\n  a: &a\n    - *a\n"u8);

        Should.Throw<InfraException>(() => LoadStack().Entries).Detail.ShouldContain("inside what it stands for");
    }

    [Fact]
    public void Load_OfAnAlias_IsWhatItStandsFor()
    {
        Write("Pulumi.dev.yaml", "config:\n  a: &a [1, 2]\n  b: *a\n"u8);

        LoadStack().Get("b")!.ToJsonString().ShouldBe("[1,2]");
    }

    [Theory]
    [InlineData("Pulumi.yaml", "name: demo\nruntime: dotnet\ndescription: caf", 3)]
    [InlineData("Pulumi.dev.yaml", "config:\n  demo:a: caf", 2)]
    public void Load_OfBytesThatAreNoText_NamesTheLineAndChangesNothing(string name, string before, int line)
    {
        byte[] content = [.. Encoding.UTF8.GetBytes(before), 0xe9, (byte)'\n'];
        Write(name, content);

        var error = Should.Throw<InfraException>(() => name == "Pulumi.yaml" ? (object)ProjectLoader.Load(_directory.Path) : LoadStack());

        error.Place.ShouldStartWith($"{Path.Combine(_directory.Path, name)}:{line}:");
        error.Detail.ShouldContain("UTF-8");
        File.ReadAllBytes(Path.Combine(_directory.Path, name)).ShouldBe(content);
    }

    [Theory]
    [InlineData("config:\n  a: 1\n  demo:a: 2\n", "'demo:a' is there twice")]
    [InlineData("config:\n  a: 1\n  a: 2\n", "Duplicate key")]
    [InlineData("config:\n\ta: 1\n", "")]
    public void Load_OfAKeyTwiceOrTabs_IsRefused(string text, string problem)
    {
        Write("Pulumi.dev.yaml", Encoding.UTF8.GetBytes(text));

        Should.Throw<InfraException>(() => LoadStack().Entries).Detail.ShouldContain(problem);
    }

    [Theory]
    [InlineData("name: demo\nruntime: {name: dotnet, options: {[a]: b}}\n")]
    [InlineData("name: demo\nruntime: {name: dotnet, options: {a: b, !t a: c}}\n")]
    [InlineData("name: demo\nruntime: dotnet\nconfig: {[a]: b}\n")]
    [InlineData("name: demo\nruntime: dotnet\nconfig: {a: {[b]: c}, b: {default: {[c]: d}}}\n")]
    [InlineData("name: demo\nruntime: dotnet\nstackConfigDir: \"a\\0b\"\n")]
    [InlineData("name: demo\nruntime: dotnet\nplugins: {providers: [{name: a, path: b}, {name: a, path: c}]}\n")]
    [InlineData("name: demo\nruntime: dotnet\nplugins: {providers: [{name: a, path: \"\\0\"}]}\n")]
    [InlineData("[name, demo]\n")]
    [InlineData("name: demo\nruntime: dotnet\nname: other\n")]
    public void Load_OfAProjectThatCannotBe_NamesThePlace(string text)
    {
        Write("Pulumi.yaml", Encoding.UTF8.GetBytes(text));

        Should.Throw<InfraException>(() => ProjectLoader.Load(_directory.Path)).Place.ShouldStartWith(Path.Combine(_directory.Path, "Pulumi.yaml") + ":");
    }

    public void Dispose() => _directory.Dispose();

    private static List<string> Others(StackSettings settings) => [.. settings.Entries.Where(e => e.Key != "demo:a").Select(e => $"{e.Key}={e.Value?.ToJsonString()}")];

    private void TryLoadProject()
    {
        try
        {
            ProjectLoader.Load(_directory.Path).Name.ShouldNotBeEmpty();
        }
        catch (InfraException e)
        {
            e.Code.ShouldBeOneOf(DiagnosticCodes.ProjectMalformed, DiagnosticCodes.NameMalformed);
        }
    }

    private void TryLoadStack()
    {
        try
        {
            LoadStack().Entries.ShouldAllBe(e => e.Key.Length > 0);
        }
        catch (InfraException e)
        {
            e.Code.ShouldBe(DiagnosticCodes.StackFileMalformed);
        }
    }

    private StackSettings LoadStack() => StackSettings.Load(
        new Project { Name = "demo", File = Path.Combine(_directory.Path, "Pulumi.yaml"), RootDirectory = _directory.Path, Runtime = "dotnet", StackConfigDirectory = _directory.Path }, "dev");

    private void Write(string name, ReadOnlySpan<byte> content) => File.WriteAllBytes(Path.Combine(_directory.Path, name), content);
}
