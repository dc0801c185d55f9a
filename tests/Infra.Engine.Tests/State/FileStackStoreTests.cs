using Infra.Engine.Diagnostics;
using Infra.Engine.Secrets;
using Infra.Engine.State;
using Infra.Engine.Tests.Support;

namespace Infra.Engine.Tests.State;

public sealed class FileStackStoreTests : IDisposable
{
    private readonly Stacks _stacks = new();

    public void Dispose() => _stacks.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Load_AfterSave_GivesTheSameState(bool compress)
    {
        var backend = _stacks.Open(compress);
        backend.Create("dev");
        await using var store = backend.OpenStack("dev", _stacks.Secrets, write: true);

        await store.SaveAsync(Stacks.Sample(), CancellationToken.None);

        var loaded = await store.LoadAsync(CancellationToken.None);
        loaded.Resources.Select(r => r.ToString()).ShouldBe(Stacks.Sample().Resources.Select(r => r.ToString()));
        loaded.Resources[2].Inputs.ShouldBe(Stacks.Sample().Resources[2].Inputs);
        File.Exists(_stacks.StateFile).ShouldBe(!compress);
        File.Exists(_stacks.StateFile + ".gz").ShouldBe(compress);
    }

    [Fact]
    public async Task Save_InAnotherForm_ReplacesTheOneThatWasThere()
    {
        await SaveSampleAsync();
        foreach (var (options, file) in new[] { (Options(zstandard: true), ".zst"), (Options(gzip: true), ".gz"), (Options(zstandard: true), ".zst"), (Options(), "") })
        {
            var backend = FileBackend.Open("file://" + _stacks.Directory.Path, "/nowhere", "demo", options, _stacks.Clock);
            backend.List().ShouldHaveSingleItem().ResourceCount.ShouldBe(3);
            await using var store = backend.OpenStack("dev", _stacks.Secrets, write: true);
            await store.SaveAsync(await store.LoadAsync(CancellationToken.None), CancellationToken.None);

            (await store.LoadAsync(CancellationToken.None)).Resources.Length.ShouldBe(3);
            Directory.EnumerateFiles(Path.GetDirectoryName(_stacks.StateFile)!).Where(f => !f.EndsWith(".bak", StringComparison.Ordinal)).ShouldBe([_stacks.StateFile + file]);
        }

        static BackendOptions Options(bool gzip = false, bool zstandard = false) => new(gzip, Backups: false, "v0.1.0") { Zstandard = zstandard };
    }

    [Theory]
    [InlineData(".gz")]
    [InlineData(".zst")]
    public async Task Load_OfACompressedStateCutAnywhere_IsRefusedAndKept(string suffix)
    {
        await SaveSampleAsync();
        var packed = Compression.Pack(await File.ReadAllBytesAsync(_stacks.StateFile), suffix);
        File.Delete(_stacks.StateFile);
        for (var length = 8; length < packed.Length - 1; length += 53)
        {
            await File.WriteAllBytesAsync(_stacks.StateFile + suffix, packed[..length]);
            await using var store = _stacks.Open().OpenStack("dev", _stacks.Secrets, write: false);

            (await Should.ThrowAsync<InfraException>(() => store.LoadAsync(CancellationToken.None))).Code.ShouldBe(DiagnosticCodes.StateUnreadable, $"cut at {length}");
        }
    }

    [Fact]
    public void From_OfTwoWaysToCompress_IsRefused() =>
        Should.Throw<InfraException>(() => BackendOptions.From(_ => "true", "v0")).Code.ShouldBe(DiagnosticCodes.BackendUnsupported);

    [Fact]
    public async Task Save_OfASecret_WritesItOnlyEncryptedAndKeepsItsCiphertext()
    {
        await SaveSampleAsync();
        var first = await File.ReadAllTextAsync(_stacks.StateFile);
        await using (var store = _stacks.Open().OpenStack("dev", _stacks.Secrets, write: true))
        {
            await store.SaveAsync(await store.LoadAsync(CancellationToken.None), CancellationToken.None);
        }

        first.ShouldNotContain("canary");
        (await File.ReadAllTextAsync(_stacks.StateFile)).ShouldBe(first, "nothing changed, so nothing in the file may");
    }

    [Fact]
    public async Task Save_OfTheSample_WritesTheOfficialLayout()
    {
        await SaveSampleAsync();
        var text = await File.ReadAllTextAsync(_stacks.StateFile);

        text.ShouldStartWith("""{"version":3,"checkpoint":{"stack":"organization/demo/dev","latest":{"manifest":{"time":"2026-01-02T03:04:05Z","magic":""");
        text.ShouldContain("""{"urn":"urn:pulumi:dev::demo::pulumi:pulumi:Stack::demo-dev","custom":false,"type":"pulumi:pulumi:Stack","outputs":{"url":"https://x/?a=1&b=<2>"},"created":"2026-01-02T03:04:05Z"}""");
        text.ShouldContain("""{"urn":"urn:pulumi:dev::demo::demo:index:Thing::one","custom":true,"id":"1","type":"demo:index:Thing","inputs":{"count":3,"password":{"4dabf18193072939515e22adb298388d":"1b47061264138c4ac30d75fd1eb44270","ciphertext":"v1:""");
        text.ShouldContain(""" "outputs":{"big":1e+21,"ratio":0.1},"parent":"urn:pulumi:dev::demo::pulumi:pulumi:Stack::demo-dev","protect":true,"dependencies":["urn:pulumi:dev::demo::pulumi:pulumi:Stack::demo-dev"],"provider":"urn:pulumi:dev::demo::pulumi:providers:demo::default::7d8e","created":"2026-01-02T03:04:05Z"}],"metadata":{}}}}""".TrimStart());
    }

    [Fact]
    public async Task Save_OverAnExistingState_KeepsTheOldOneBeside()
    {
        await SaveSampleAsync();
        var first = await File.ReadAllTextAsync(_stacks.StateFile);
        await using var store = _stacks.Open().OpenStack("dev", _stacks.Secrets, write: true);

        await store.SaveAsync(Snapshot.Empty, CancellationToken.None);

        (await File.ReadAllTextAsync(_stacks.StateFile + ".bak")).ShouldBe(first);
        Directory.EnumerateFiles(Path.GetDirectoryName(_stacks.StateFile)!).Count().ShouldBe(2, "no temporary file is left");
    }

    [Fact]
    public async Task Save_OfAnInvalidState_IsRefusedAndChangesNothing()
    {
        await SaveSampleAsync();
        var first = await File.ReadAllTextAsync(_stacks.StateFile);
        await using var store = _stacks.Open().OpenStack("dev", _stacks.Secrets, write: true);
        var sample = Stacks.Sample();

        var error = await Should.ThrowAsync<InfraException>(() =>
            store.SaveAsync(sample with { Resources = [sample.Resources[2], sample.Resources[1], sample.Resources[0]] }, CancellationToken.None));

        error.Code.ShouldBe(DiagnosticCodes.StateInvalid);
        (await File.ReadAllTextAsync(_stacks.StateFile)).ShouldBe(first);
    }

    [Fact]
    public async Task Load_OfMembersNobodyKnows_KeepsThemOnSave()
    {
        _stacks.Open().Create("dev");
        await File.WriteAllTextAsync(
            _stacks.StateFile,
            """{"version":3,"checkpoint":{"stack":"organization/demo/dev","latest":{"manifest":{"time":"2026-01-01T00:00:00Z","magic":"","version":"","plugins":[{"name":"x"}]},"resources":[{"urn":"urn:pulumi:dev::demo::pulumi:pulumi:Stack::demo-dev","custom":false,"type":"pulumi:pulumi:Stack","viewOf":"something","sourcePosition":"project:///a.cs#1"}],"metadata":{},"snippets":[{"id":"s"}]}}}""");
        await using var store = _stacks.Open().OpenStack("dev", _stacks.Secrets, write: true);

        await store.SaveAsync(await store.LoadAsync(CancellationToken.None), CancellationToken.None);

        var text = await File.ReadAllTextAsync(_stacks.StateFile);
        text.ShouldContain("\"viewOf\":\"something\",\"sourcePosition\":\"project:///a.cs#1\"");
        text.ShouldContain("\"plugins\":[{\"name\":\"x\"}]");
        text.ShouldContain("\"snippets\":[{\"id\":\"s\"}]");
    }

    [Fact]
    public async Task Load_OfBytesThatAreNoText_KeepsThemOnSave()
    {
        const string bytes = """{"4dabf18193072939515e22adb298388d":"803fd3297a5875dc03ca845dda5d2a98","value":"/wD+"}""";
        _stacks.Open().Create("dev");
        await File.WriteAllTextAsync(
            _stacks.StateFile,
            """{"version":3,"checkpoint":{"stack":"organization/demo/dev","latest":{"manifest":{"time":"2026-01-01T00:00:00Z","magic":"","version":""},"resources":[{"urn":"urn:pulumi:dev::demo::pulumi:pulumi:Stack::demo-dev","custom":false,"type":"pulumi:pulumi:Stack","outputs":{"raw":BYTES}}],"metadata":{}}}}""".Replace("BYTES", bytes, StringComparison.Ordinal));
        await using var store = _stacks.Open().OpenStack("dev", _stacks.Secrets, write: true);

        await store.SaveAsync(await store.LoadAsync(CancellationToken.None), CancellationToken.None);

        (await File.ReadAllTextAsync(_stacks.StateFile)).ShouldContain(bytes);
    }

    [Fact]
    public async Task Save_OfAState_IsReadableByItsOwnerAlone()
    {
        await SaveSampleAsync();
        await using (var store = _stacks.Open().OpenStack("dev", _stacks.Secrets, write: true))
        {
            await store.SaveAsync(Snapshot.Empty, CancellationToken.None);
        }

        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(_stacks.StateFile)!))
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
        }
    }

    [Fact]
    public async Task Load_OfAStateCutAnywhere_IsRefusedAndKept()
    {
        await SaveSampleAsync();
        var whole = await File.ReadAllTextAsync(_stacks.StateFile);
        for (var length = 0; length < whole.Length; length += 97)
        {
            await File.WriteAllTextAsync(_stacks.StateFile, whole[..length]);
            await using var store = _stacks.Open().OpenStack("dev", _stacks.Secrets, write: false);

            var error = await Should.ThrowAsync<InfraException>(() => store.LoadAsync(CancellationToken.None));

            error.Code.ShouldBe(DiagnosticCodes.StateUnreadable);
            error.Place.ShouldStartWith(_stacks.StateFile);
            (await File.ReadAllTextAsync(_stacks.StateFile)).ShouldBe(whole[..length]);
        }
    }

    [Fact]
    public async Task Load_OfAMutatedState_IsRefusedOrRight()
    {
        await SaveSampleAsync();
        var whole = await File.ReadAllBytesAsync(_stacks.StateFile);
        var random = new Random(20261126);
        for (var i = 0; i < 400; i++)
        {
            var mutated = whole.ToArray();
            mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
            await File.WriteAllBytesAsync(_stacks.StateFile, mutated);
            await using var store = _stacks.Open().OpenStack("dev", _stacks.Secrets, write: false);

            var exception = await Record.ExceptionAsync(() => store.LoadAsync(CancellationToken.None));

            (exception is null or InfraException).ShouldBeTrue($"case {i}: {exception}");
        }
    }

    [Theory]
    [InlineData("""{"version":5,"checkpoint":{}}""")]
    [InlineData("""{"version":4,"features":["views"],"checkpoint":{}}""")]
    public async Task Load_OfALaterVersion_IsRefused(string content)
    {
        _stacks.Open().Create("dev");
        await File.WriteAllTextAsync(_stacks.StateFile, content);
        await using var store = _stacks.Open().OpenStack("dev", _stacks.Secrets, write: false);

        (await Should.ThrowAsync<InfraException>(() => store.LoadAsync(CancellationToken.None))).Code.ShouldBe(DiagnosticCodes.StateNewer);
    }

    [Fact]
    public async Task Load_OfANewStack_IsEmpty()
    {
        _stacks.Open().Create("dev");
        await using var store = _stacks.Open().OpenStack("dev", _stacks.Secrets, write: false);

        (await store.LoadAsync(CancellationToken.None)).Resources.ShouldBeEmpty();
    }

    [Fact]
    public async Task Import_OfAnExport_GivesTheSameState()
    {
        await SaveSampleAsync();
        await using var store = _stacks.Open().OpenStack("dev", _stacks.Secrets, write: true);
        var export = await store.ExportAsync(showSecrets: true, version: null, CancellationToken.None);
        await store.SaveAsync(Snapshot.Empty, CancellationToken.None);

        (await store.ImportAsync(export, "export.json", force: false, CancellationToken.None)).Resources.ShouldBe(3);

        export.ShouldContain("\"plaintext\": \"\\\"canary\\\"\"");
        (await store.LoadAsync(CancellationToken.None)).Resources[2].Inputs.ShouldBe(Stacks.Sample().Resources[2].Inputs);
        (await File.ReadAllTextAsync(_stacks.StateFile)).ShouldNotContain("canary");
    }

    [Fact]
    public async Task Import_OfAnotherStack_IsRefusedUnlessForced()
    {
        await SaveSampleAsync();
        await using var store = _stacks.Open().OpenStack("dev", _stacks.Secrets, write: true);
        var export = (await store.ExportAsync(showSecrets: false, version: null, CancellationToken.None)).Replace("urn:pulumi:dev::", "urn:pulumi:prod::", StringComparison.Ordinal);

        (await Should.ThrowAsync<InfraException>(() => store.ImportAsync(export, "export.json", force: false, CancellationToken.None))).Code.ShouldBe(DiagnosticCodes.ImportRefused);
        (await store.ImportAsync(export, "export.json", force: true, CancellationToken.None)).Resources.ShouldBe(3);
    }

    [Fact]
    public async Task AddHistory_OfAnUpdate_IsListedNewestFirstWithABackup()
    {
        await SaveSampleAsync();
        var backend = _stacks.Open();
        await using (var store = backend.OpenStack("dev", _stacks.Secrets, write: true))
        {
            await store.AddHistoryAsync(Update("update", _stacks.Clock.GetUtcNow()), CancellationToken.None);
            await store.AddHistoryAsync(Update("destroy", _stacks.Clock.GetUtcNow().AddMinutes(1)), CancellationToken.None);
        }

        backend.History("dev").Select(u => u.Kind).ShouldBe(["destroy", "update"]);
        Directory.EnumerateFiles(Path.Combine(_stacks.Directory.Path, ".pulumi", "backups", "demo", "dev")).Count().ShouldBe(2);
    }

    [Fact]
    public async Task Load_OfAStateWithAnotherSalt_ReadsItAndWritesItWithTheStacksOwn()
    {
        await SaveSampleAsync();
        var other = PassphraseSecrets.Create(new Passphrase("test", "test"));
        await using var store = _stacks.Open().OpenStack("dev", other, write: true);

        var loaded = await store.LoadAsync(CancellationToken.None);
        loaded.Resources[2].Inputs.ShouldBe(Stacks.Sample().Resources[2].Inputs);
        await store.SaveAsync(loaded, CancellationToken.None);

        _stacks.Open().ReadSalt("dev").ShouldBe(other.Salt);
        (await store.LoadAsync(CancellationToken.None)).Resources[2].Inputs.ShouldBe(Stacks.Sample().Resources[2].Inputs);
    }

    [Fact]
    public async Task Load_OfAStateThatAnotherProviderEncrypted_IsRefusedAndKept()
    {
        await SaveSampleAsync();
        var text = (await File.ReadAllTextAsync(_stacks.StateFile)).Replace("\"type\":\"passphrase\"", "\"type\":\"cloud\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(_stacks.StateFile, text);
        await using var store = _stacks.Open().OpenStack("dev", _stacks.Secrets, write: true);

        (await Should.ThrowAsync<InfraException>(() => store.LoadAsync(CancellationToken.None))).Code.ShouldBe(DiagnosticCodes.SecretsProviderUnsupported);
        (await File.ReadAllTextAsync(_stacks.StateFile)).ShouldBe(text);
    }

    private static UpdateRecord Update(string kind, DateTimeOffset end) => new(
        kind, end, end, "why", true, System.Collections.Immutable.ImmutableSortedDictionary<string, int>.Empty.Add("create", 2));

    private async Task SaveSampleAsync()
    {
        _stacks.Open().Create("dev");
        await using var store = _stacks.Open().OpenStack("dev", _stacks.Secrets, write: true);
        await store.SaveAsync(Stacks.Sample(), CancellationToken.None);
    }
}
