using System.Collections.Concurrent;
using System.Collections.Immutable;
using Infra.Applications;
using Infra.Hosting;
using Infra.Tests.Support;
using Pulumi;
using Pulumi.Testing;

namespace Infra.Tests;

public sealed class ProductionEnvironmentTests : IDisposable
{
    private readonly TemporaryProject _project = TemporaryProject.WithDjango();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Constructor_OfAGoodDeclaration_DeploysOnceAndTellsOutputs()
    {
        var host = new StubHost(Finding.Supported("Runtime", "Python"), Finding.Emulated(Codes.Emulated, "Hardware", "smaller"));
        var (resources, outputs) = await RunAsync(new() { Host = host, Application = new Django("shop") });

        host.Deployments.ShouldBe(1);
        resources.OfType<ProductionEnvironment>().ShouldHaveSingleItem();
        outputs["monthlyCost"].ShouldBe("7.20 USD");
        outputs.Keys.ShouldBe(["url", "address", "login", "release", "monthlyCost"], ignoreOrder: true);
    }

    [Fact]
    public async Task Constructor_OfAHostWithPrices_RegistersItsLinesAsAnOutputOfTheComponent()
    {
        var mocks = new CountingMocks();
        await RunAsync(new() { Host = new StubHost(), Application = new Django("shop") }, mocks);

        var lines = (IEnumerable<object>)(await Pulumi.Utilities.OutputUtilities.GetValueAsync(mocks.Registered["costLines"]))!;

        lines.Cast<IDictionary<string, object>>().Select(line => (line["item"], line["monthly"], line["currency"])).ShouldBe([("server", 6.0, "USD"), ("backups", 1.2, "USD"), ("name", 0.0, "")]);
    }

    [Fact]
    public async Task Constructor_OfMistakes_SaysAllOfThemAndRegistersNothing()
    {
        var mocks = new CountingMocks();
        var host = new StubHost(Finding.Impossible(Codes.NotAvailable, "Database.Version", "Debian 12 has no PostgreSQL 17.", "Declare 15.", "a list, today"));

        var error = await Should.ThrowAsync<RunException>(() => RunAsync(
            new() { Host = host, Application = new Django("nowhere"), Domain = "no domain" }, mocks));

        error.Message.ShouldContain("3 problems");
        error.Message.ShouldContain("INF6002: Domain: 'no domain' is no domain.");
        error.Message.ShouldContain("INF6004: Application: The source directory 'nowhere' does not exist.");
        error.Message.ShouldContain("INF6101: Database.Version: Debian 12 has no PostgreSQL 17.\n  help: Declare 15.\n  source: a list, today");
        error.Message.ShouldNotContain("   at ");
        host.Deployments.ShouldBe(0);
        mocks.Names.ShouldBeEmpty();
    }

    private Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> RunAsync(Declaration declaration, IMocks? mocks = null) =>
        Deployment.TestAsync(
            mocks ?? new EmptyMocks(),
            new TestOptions { RootDirectory = _project.Root },
            () => new ProductionEnvironment("shop", declaration).Outputs());

    private sealed class CountingMocks : IMocks
    {
        public ConcurrentBag<string> Names { get; } = [];

        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            Names.Add(args.Name!);
            return Task.FromResult<(string? id, object state)>((args.Name, args.Inputs));
        }

        public ImmutableDictionary<string, Output<object?>> Registered { get; private set; } = ImmutableDictionary<string, Output<object?>>.Empty;

        public Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args)
        {
            Registered = args.Urn.Contains("ProductionEnvironment", StringComparison.Ordinal) ? args.Outputs : Registered;
            return Task.CompletedTask;
        }

        public Task<object> CallAsync(MockCallArgs args) => throw new NotSupportedException();
    }
}
