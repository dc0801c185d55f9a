using System.Collections.Immutable;
using Infra.Engine.Diagnostics;
using Infra.Engine.Events;
using Infra.Engine.Execution;
using Infra.Engine.Plugins;
using Infra.Engine.Tests.Support;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Engine.Tests.Plugins;

/// <summary>When the facts of a package stand in for its plugin.</summary>
public sealed class OfflineLoadingTests : IDisposable
{
    private const string Package = "cloud";
    private const string NoToken = "cloud:token is not set";

    private readonly PluginStack _stack = new();
    private readonly List<EngineEvent> _events = [];

    public void Dispose() => _stack.Dispose();

    [Fact]
    public async Task Load_InAPreviewWithoutCredentials_IsOfflineAndSaysSo()
    {
        await using var provider = await LoadAsync(Preview, PropertyMap.Empty);

        provider.ShouldBeOfType<TestProvider>();
        var said = _events.OfType<DiagnosticEvent>().ShouldHaveSingleItem();
        said.Severity.ShouldBe(LogSeverity.Info);
        said.Message.ShouldContain("previewed offline");
        said.Message.ShouldContain(NoToken);
    }

    [Fact]
    public async Task Load_InAPreviewWithCredentialsAndWithoutPlugin_IsOfflineAndSaysThePluginIsMissing()
    {
        await using var provider = await LoadAsync(Preview, PropertyMap.Empty.With("token", ((PropertyValue)"canary").AsSecret()));

        provider.ShouldBeOfType<TestProvider>();
        _events.OfType<DiagnosticEvent>().ShouldHaveSingleItem().Message.ShouldContain("the provider plugin cloud v4.5.6 is not installed");
    }

    public static TheoryData<string> Otherwise => new("up", "preview of up", "refresh", "preview that refreshes", "destroy");

    [Theory]
    [MemberData(nameof(Otherwise))]
    public async Task Load_OtherwiseThanInAPreview_NeedsThePlugin(string command)
    {
        var operation = command switch
        {
            "up" => Preview with { DryRun = false },
            "preview of up" => Preview with { MayPreviewOffline = false },
            "refresh" => Preview with { Kind = OperationKind.Refresh },
            "preview that refreshes" => Preview with { Refresh = true },
            _ => Preview with { Kind = OperationKind.Destroy },
        };

        (await Should.ThrowAsync<InfraException>(() => LoadAsync(operation, PropertyMap.Empty))).Code.ShouldBe("INF4302");
    }

    [Fact]
    public async Task Load_OfAPackageWithoutFacts_NeedsThePlugin() =>
        (await Should.ThrowAsync<InfraException>(() => LoadAsync(Preview, PropertyMap.Empty, "other"))).Code.ShouldBe("INF4302");

    [Fact]
    public async Task Load_OfAPluginThatTheProjectNames_IsNeverOffline()
    {
        _stack.Plugins[Package] = Path.Combine(_stack.Directory.Path, "none");

        (await Should.ThrowAsync<InfraException>(() => LoadAsync(_stack.Operation() with { DryRun = true, MayPreviewOffline = true }, PropertyMap.Empty)))
            .Code.ShouldBe("INF4302");
    }

    private Operation Preview => _stack.Operation() with { DryRun = true, MayPreviewOffline = true };

    private async Task<IResourceProvider> LoadAsync(Operation operation, PropertyMap inputs, string package = Package)
    {
        var offline = new OfflinePackage(given => given.Contains("token") ? null : NoToken, (_, _) => new TestProvider(new Ledger()));
        var catalog = ProviderCatalog.Empty with { Offline = ImmutableSortedDictionary<string, OfflinePackage>.Empty.Add(Package, offline) };
        var environment = new PluginEnvironment([], Path.Combine(_stack.Directory.Path, "cache")) { MayDownload = false };
        await using var loader = new ProviderLoader(catalog, operation, new EventSink(new Observer(_events), TimeProvider.System), environment);
        return await loader.LoadAsync(ProviderInputs.Request(package, inputs.With("version", "4.5.6")), CancellationToken.None);
    }

    private sealed class Observer(List<EngineEvent> events) : IEngineObserver
    {
        public void OnEvent(EngineEvent engineEvent) => events.Add(engineEvent);
    }
}
