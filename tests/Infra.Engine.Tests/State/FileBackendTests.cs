using Infra.Engine.Diagnostics;
using Infra.Engine.State;
using Infra.Engine.Tests.Support;

namespace Infra.Engine.Tests.State;

public sealed class FileBackendTests : IDisposable
{
    private readonly Stacks _stacks = new();

    public void Dispose() => _stacks.Dispose();

    [Fact]
    public void Open_OfAnotherKind_IsRefused() =>
        Should.Throw<InfraException>(() => FileBackend.Open("s3://bucket", "/", "demo", new BackendOptions(false, true, "v0"), TimeProvider.System))
            .Code.ShouldBe(DiagnosticCodes.BackendUnsupported);

    [Fact]
    public void Open_OfATilde_IsTheHome() =>
        FileBackend.Open("file://~", _stacks.Directory.Path, "demo", new BackendOptions(false, true, "v0"), TimeProvider.System).Root.ShouldBe(_stacks.Directory.Path);

    [Fact]
    public void Open_OfAMissingDirectory_SaysHowToMakeIt() =>
        Should.Throw<InfraException>(() => FileBackend.Open("file:///nowhere/at/all", "/", "demo", new BackendOptions(false, true, "v0"), TimeProvider.System))
            .Help.ShouldBe("mkdir -p /nowhere/at/all");

    [Fact]
    public void Open_OfANewerLayout_IsRefused()
    {
        _stacks.Directory.File(".pulumi/meta.yaml", "version: 2\n");

        Should.Throw<InfraException>(() => _stacks.Open()).Code.ShouldBe(DiagnosticCodes.BackendUnsupported);
    }

    [Fact]
    public void Create_OfAStackThatIsThere_IsRefused()
    {
        _stacks.Open().Create("dev");

        Should.Throw<InfraException>(() => _stacks.Open().Create("dev")).Code.ShouldBe(DiagnosticCodes.StackExists);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a\n")]
    [InlineData("..\u00e9")]
    public void Create_OfABadName_IsRefused(string name) =>
        Should.Throw<InfraException>(() => _stacks.Open().Create(name)).Code.ShouldBe(DiagnosticCodes.NameMalformed);

    [Fact]
    public void List_OfTheDirectory_LeavesOutWhatIsNoStack()
    {
        var backend = _stacks.Open();
        backend.Create("dev");
        backend.Create("prod");
        _stacks.Directory.File(".pulumi/stacks/demo/dev.json.bak", "{}");
        _stacks.Directory.File(".pulumi/stacks/demo/dev.json.attrs", "{}");
        _stacks.Directory.File(".pulumi/stacks/demo/dev.pulumi-tags", "{}");
        _stacks.Directory.File($".pulumi/stacks/demo/dev.json.x{AtomicFile.TemporarySuffix}", "{}");

        backend.List().Select(s => s.Name).ShouldBe(["dev", "prod"]);
    }

    [Fact]
    public void OpenStack_ThatIsNotThere_SaysWhichAre()
    {
        _stacks.Open().Create("prod");

        var error = Should.Throw<InfraException>(() => _stacks.Open().OpenStack("prdo", _stacks.Secrets, write: false));

        error.ExitCode.ShouldBe(ExitCodes.StackNotFound);
        error.Detail.ShouldContain("prod");
    }

    [Fact]
    public async Task OpenStack_WhileAnotherHoldsTheLock_SaysWhoAndHow()
    {
        _stacks.Open().Create("dev");
        var file = _stacks.Directory.File(
            ".pulumi/locks/organization/demo/dev/one.json",
            $$"""{"pid":{{int.MaxValue}},"username":"ada","hostname":"{{Environment.MachineName}}","timestamp":"2026-01-02T03:04:05Z"}""");

        var error = Should.Throw<InfraException>(() => _stacks.Open().OpenStack("dev", _stacks.Secrets, write: true));

        error.Code.ShouldBe(DiagnosticCodes.StackLocked);
        error.Detail.ShouldContain("ada@");
        error.Detail.ShouldContain("not running any more");
        error.Help.ShouldContain("infra cancel");
        Directory.EnumerateFiles(_stacks.LockDirectory).ShouldBe([file]);
        FileBackend.Cancel(_stacks.Open().Locks("dev"));
        await using var store = _stacks.Open().OpenStack("dev", _stacks.Secrets, write: true);
        await Task.CompletedTask;
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../demo")]
    public async Task Remove_OfANameThatIsAPath_IsRefusedAndKeepsTheOthers(string name)
    {
        var backend = _stacks.Open();
        backend.Create("dev");
        _stacks.Directory.File(".pulumi/history/demo/dev/dev-1.history.json", "{}");

        (await Should.ThrowAsync<InfraException>(() => backend.RemoveAsync(name, _stacks.Secrets, force: true, removeBackups: true, CancellationToken.None)))
            .Code.ShouldBe(DiagnosticCodes.NameMalformed);

        backend.Exists("dev").ShouldBeTrue();
        Directory.Exists(Path.Combine(_stacks.Directory.Path, ".pulumi/history/demo/dev")).ShouldBeTrue();
    }

    [Fact]
    public async Task OpenStack_TwiceInOneProcess_RefusesTheSecond()
    {
        _stacks.Open().Create("dev");
        await using var first = _stacks.Open().OpenStack("dev", _stacks.Secrets, write: true);

        Should.Throw<InfraException>(() => _stacks.Open().OpenStack("dev", _stacks.Secrets, write: true)).Code.ShouldBe(DiagnosticCodes.StackLocked);

        Directory.EnumerateFiles(_stacks.LockDirectory).Count().ShouldBe(1, "the first keeps its lock");
    }

    [Fact]
    public async Task OpenStack_ForWriting_LeavesNoLockBehind()
    {
        _stacks.Open().Create("dev");
        var store = _stacks.Open().OpenStack("dev", _stacks.Secrets, write: true);
        Directory.EnumerateFiles(_stacks.LockDirectory).Count().ShouldBe(1);

        await store.DisposeAsync();

        Directory.EnumerateFiles(_stacks.LockDirectory).ShouldBeEmpty();
    }

    [Fact]
    public async Task Remove_OfAStackWithResources_IsRefusedUnlessForced()
    {
        var backend = _stacks.Open();
        backend.Create("dev");
        await using (var store = backend.OpenStack("dev", _stacks.Secrets, write: true))
        {
            await store.SaveAsync(Stacks.Sample(), CancellationToken.None);
        }

        (await Should.ThrowAsync<InfraException>(() => backend.RemoveAsync("dev", _stacks.Secrets, force: false, removeBackups: false, CancellationToken.None)))
            .Code.ShouldBe(DiagnosticCodes.StackNotEmpty);
        await backend.RemoveAsync("dev", _stacks.Secrets, force: true, removeBackups: false, CancellationToken.None);

        backend.Exists("dev").ShouldBeFalse();
        File.Exists(_stacks.StateFile + ".bak").ShouldBeTrue();
    }
}
