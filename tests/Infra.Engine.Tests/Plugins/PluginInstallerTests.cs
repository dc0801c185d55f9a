using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Infra.Engine.Diagnostics;
using Infra.Engine.Plan;
using Infra.Engine.Plugins;
using Infra.Engine.Program;
using Infra.Engine.Tests.Support;
using Infra.Protocol.Providers;

namespace Infra.Engine.Tests.Plugins;

public sealed class PluginInstallerTests : IAsyncLifetime, IProviderHost
{
    private static readonly string _archive = $"/pulumi-resource-x-v1.2.3-{PluginSource.Platform}.tar.gz";
    private readonly TemporaryDirectory _home = new();
    private ReleaseServer _server = null!;

    private string Cache => Path.Combine(_home.Path, "plugins");

    private string Installed => Path.Combine(Cache, "resource-x-v1.2.3");

    private PluginRequest Request => new("x", "1.2.3", _server.Url);

    public async Task InitializeAsync() => _server = await ReleaseServer.StartAsync();

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _home.Dispose();
    }

    [Fact]
    public async Task Install_OfARelease_LiesInTheCacheAndIsFoundThere()
    {
        _server.Files[_archive] = Archive(tar => Add(tar, "pulumi-resource-x", "#!/bin/sh\n"));

        var path = await InstallAsync(Request with { Checksums = Sum(_server.Files[_archive]) });

        path.ShouldBe(Path.Combine(Installed, "pulumi-resource-x"));
        File.GetUnixFileMode(path).HasFlag(UnixFileMode.UserExecute).ShouldBeTrue();
        Directory.EnumerateFileSystemEntries(Cache).Select(Path.GetFileName).Order().ShouldBe(["resource-x-v1.2.3", "resource-x-v1.2.3.lock"]);
        new PluginLocator(TestEngine.Project, new PluginEnvironment([], Cache)).Find(Request, _ => { }).ShouldBe(path);
    }

    [Fact]
    public async Task Install_ByManyAtOnce_DownloadsOnce()
    {
        _server.Files[_archive] = Archive(tar => Add(tar, "pulumi-resource-x", "#!/bin/sh\n"));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => InstallAsync(Request)));

        _server.Requests.ShouldBe([_archive]);
    }

    [Fact]
    public async Task Install_AfterOneThatWasInterrupted_BeginsAnew()
    {
        _server.Files[_archive] = Archive(tar => Add(tar, "pulumi-resource-x", "whole"));
        _home.File("plugins/resource-x-v1.2.3.partial", "");
        _home.File("plugins/resource-x-v1.2.3/pulumi-resource-x", "half");

        File.ReadAllText(await InstallAsync(Request)).ShouldBe("whole");
    }

    [Fact]
    public async Task Install_OfAnArchiveWithAnotherChecksum_UsesNothingOfIt()
    {
        _server.Files[_archive] = Archive(tar => Add(tar, "pulumi-resource-x", "#!/bin/sh\n"));

        var problem = await Should.ThrowAsync<InfraException>(InstallAsync(Request with { Checksums = Sum([1]) }));

        problem.Code.ShouldBe("INF4305");
        problem.Detail.ShouldContain(Sum(_server.Files[_archive]).Values.Single());
        Directory.Exists(Installed).ShouldBeFalse();
    }

    [Theory]
    [InlineData("../evil", TarEntryType.RegularFile, "'../evil' leads out of the plugin's directory")]
    [InlineData("/tmp/infra-evil", TarEntryType.RegularFile, "leads out of the plugin's directory")]
    [InlineData("../resource-x-v1.2.3-evil/f", TarEntryType.RegularFile, "leads out of the plugin's directory")]
    [InlineData("link", TarEntryType.SymbolicLink, "'link' is a SymbolicLink")]
    [InlineData("link", TarEntryType.HardLink, "'link' is a HardLink")]
    [InlineData("pipe", TarEntryType.Fifo, "'pipe' is a Fifo")]
    public async Task Install_OfAnArchiveThatReachesOut_IsRefused(string name, TarEntryType type, string detail)
    {
        _server.Files[_archive] = Archive(tar =>
        {
            var entry = new PaxTarEntry(type, name);
            if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
            {
                entry.LinkName = "/etc/passwd";
            }

            tar.WriteEntry(entry);
            Add(tar, "pulumi-resource-x", "#!/bin/sh\n");
        });

        var problem = await Should.ThrowAsync<InfraException>(InstallAsync(Request));

        problem.Code.ShouldBe("INF4305");
        problem.Detail.ShouldContain(detail);
        File.Exists(Path.Combine(Cache, "evil")).ShouldBeFalse();
        new PluginLocator(TestEngine.Project, new PluginEnvironment([], Cache)).Find(Request, _ => { }).ShouldBeNull();
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 1, 2, 3 })]
    [InlineData(new byte[] { 0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1 })]
    public async Task Install_OfWhatIsNoArchive_IsRefused(byte[] content)
    {
        _server.Files[_archive] = content;

        (await Should.ThrowAsync<InfraException>(InstallAsync(Request))).Code.ShouldBe("INF4305");
        new PluginLocator(TestEngine.Project, new PluginEnvironment([], Cache)).Find(Request, _ => { }).ShouldBeNull();
    }

    [Fact]
    public async Task Install_OfWhatIsNotThere_PrintsTheSteps()
    {
        var problem = await Should.ThrowAsync<InfraException>(InstallAsync(Request));

        problem.Code.ShouldBe("INF4302");
        problem.Detail.ShouldContain($"{_archive}: HTTP 404");
        problem.Help.ShouldContain($"pulumi plugin install resource x v1.2.3 --server {_server.Url}");
        problem.Help.ShouldContain($"tar -xzf pulumi-resource-x-v1.2.3-{PluginSource.Platform}.tar.gz -C {Installed}");
    }

    [Fact]
    public async Task Install_WhenItIsSwitchedOff_AsksNobody()
    {
        var installer = new PluginInstaller(new PluginEnvironment([], Cache) { MayDownload = false }, this);

        (await Should.ThrowAsync<InfraException>(installer.InstallAsync(Request, default))).Detail.ShouldContain("switched off");
        _server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", new[] { "https://github.com/pulumi/pulumi-x/releases/download/v1.2.3/", "https://get.pulumi.com/releases/plugins/" })]
    [InlineData("github://api.github.com/someone", new[] { "https://github.com/someone/pulumi-x/releases/download/v1.2.3/" })]
    [InlineData("github://api.github.com/someone/some-repo", new[] { "https://github.com/someone/some-repo/releases/download/v1.2.3/" })]
    [InlineData("https://h/${NAME}/${VERSION}/", new[] { "https://h/x/1.2.3/" })]
    [InlineData("ftp://h/", new string[0])]
    [InlineData("nonsense", new string[0])]
    public void Of_ADownloadUrl_IsWhereReleasesAre(string url, string[] places) =>
        PluginSource.Of(new PluginRequest("x", "1.2.3", url)).Select(u => u.ToString()).ShouldBe(places.Select(p => p + _archive[1..]));

    void IProviderHost.Log(LogSeverity severity, string message, string urn, bool ephemeral)
    {
    }

    private Task<string> InstallAsync(PluginRequest request) => new PluginInstaller(new PluginEnvironment([], Cache), this).InstallAsync(request, CancellationToken.None);

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, string> Sum(byte[] content) =>
        PluginRequest.NoChecksums.Add(PluginSource.Platform, Convert.ToHexStringLower(SHA256.HashData(content)));

    private static byte[] Archive(Action<TarWriter> fill)
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true)))
        {
            fill(tar);
        }

        return bytes.ToArray();
    }

    private static void Add(TarWriter tar, string name, string text) => tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name)
    {
        DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)),
        Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Up_OfAResourceThatKnowsThePluginsChecksum_HoldsTheDownloadAgainstIt(bool right)
    {
        using var stack = new PluginStack { Environment = new PluginEnvironment([], Cache) };
        _server.Files[_archive] = Archive(tar => Add(tar, "pulumi-resource-x", "#!/bin/sh\necho no port\n"));
        var provider = new ProviderRequest("", "1.2.3", _server.Url) { Checksums = Sum(right ? _server.Files[_archive] : [1]) };

        await stack.UpAsync(async program =>
        {
            await program.StackAsync();
            await program.Monitor.RegisterAsync(new Goal { Type = "x:index:Thing", Name = "a", Parent = program.StackUrn }, provider, program.Ended);
        });

        var error = stack.Errors.ShouldHaveSingleItem();
        error.ShouldStartWith(right ? "INF4303: " : "INF4305: the download of the provider plugin x v1.2.3 is not what it should be\nIts SHA-256 is ");
        Directory.Exists(Installed).ShouldBe(right);
    }
}
