using Infra.Machine.Provider.Local.Host;
using Infra.Rehearsal.Platform;
using Infra.Rehearsal.Platform.Building;
using Infra.Rehearsal.Tests.Support;

namespace Infra.Rehearsal.Tests.Platform.Building;

public sealed class WorkingTreeTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("infra-tree-").FullName;
    private readonly AppComponent _site;

    public WorkingTreeTests()
    {
        foreach (var file in new[] { "site/app.py", "site/.gitignore", "site/db.sqlite3", "site/__pycache__/app.pyc", "site/.env", "other/secret" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_root, file))!);
            File.WriteAllText(Path.Combine(_root, file), file == "site/.gitignore" ? "*.log\n" : file);
        }

        File.CreateSymbolicLink(Path.Combine(_root, "site/link"), Path.Combine(_root, "other/secret"));
        _site = new(ComponentKind.Service, "", Apps.Service().With("sourceDir", "/site/"));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task ReadAsync_OfADirectory_LeavesOutWhatNoRepositoryHas() =>
        (await NamesAsync(new WorkingTree(_root))).ShouldBe([".gitignore", "app.py"]);

    [SkippableFact]
    public async Task ReadAsync_OfARepository_IsWhatACloneWouldHave()
    {
        Skip.If(HostCommand.Find("git") is null, "git is not installed");
        await HostCommand.RunAsync("git", ["init", "--quiet", _root], default);
        await File.WriteAllTextAsync(Path.Combine(_root, "site/run.log"), "");

        (await NamesAsync(WorkingTree.Around(Path.Combine(_root, "other")))).ShouldBe([".env", ".gitignore", "__pycache__/app.pyc", "app.py", "db.sqlite3"]);
    }

    [Fact]
    public async Task DigestAsync_OfACodeChange_IsAnother()
    {
        var tree = new WorkingTree(_root);
        var before = await tree.DigestAsync(_site, default);
        (await tree.DigestAsync(_site, default)).ShouldBe(before);

        await File.WriteAllTextAsync(Path.Combine(_root, "site/app.py"), "changed");

        (await tree.DigestAsync(_site, default)).ShouldNotBe(before);
    }

    private async Task<IEnumerable<string>> NamesAsync(WorkingTree tree) => (await tree.ReadAsync(tree.DirectoryOf(_site)!, default)).Assets!.Keys;
}
