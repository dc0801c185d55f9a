using Infra.Applications;
using Infra.Databases;
using Infra.DigitalOcean.Droplets;
using Infra.Hosting;
using Infra.Hosts.Tests.Support;
using Infra.Machine.Tests.Support;
using Infra.Protocol.Providers;
using Infra.Tables;
using Infra.Tables.Format;
using Infra.Tables.Offline;
using Infra.Tests.Support;

namespace Infra.Hosts.Tests.DigitalOcean;

public sealed class DropletHostTests : IDisposable
{
    private static readonly string[] _office = ["192.0.2.0/24"];

    private static readonly DropletSettings _staging = new() { Region = "fra1" };

    private static readonly DropletSettings _everything = new() { Region = "Paris", Size = "s-2vcpu-4gb", Backups = "weekly", ReservedIp = true, DnsZone = "example.org" };

    private readonly TemporaryProject _project = TemporaryProject.WithDjango();

    private static Declaration Managed => Shop(_staging) with { Database = new PostgreSql { Placement = Placement.Managed } };

    private static Declaration Everything => Shop(_everything) with
    {
        Domain = "shop.example.org",
        Monitoring = new() { To = "ops@example.org" },
        Access = new() { AllowedAddresses = _office },
    };

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Deploy_OfTheDefaults_MatchesGolden() => (await TextAsync(Shop(_staging))).ShouldMatchGolden("droplet-staging");

    [Fact]
    public async Task Deploy_OfEverything_MatchesGolden() => (await TextAsync(Everything)).ShouldMatchGolden("droplet-everything");

    [Fact]
    public async Task Deploy_OfAManagedDatabase_MatchesGolden() => (await TextAsync(Managed)).ShouldMatchGolden("droplet-managed-database");

    [Fact]
    public async Task Deploy_OfAManagedDatabase_TellsTheApplicationAloneWhereItIs()
    {
        var (resources, _) = await RunAsync(Managed);

        var runtime = WireValues.Of(resources.Single(resource => resource.Name == "shop-runtime").Inputs).ToString();
        runtime.ShouldContain("postgresql://doadmin:AVNS_x%2Fy@private-db.example:25060/shop?sslmode=require");
        resources.ShouldNotContain(resource => resource.Type == "machine:index:Database");
    }

    [Fact]
    public async Task Deploy_OfAnything_RegistersWhatTheTablesAccept()
    {
        var package = TableCatalog.Bundled.Find(TableKind.Package, "digitalocean").ShouldNotBeNull();
        await using var provider = new OfflineProvider(package, TableCatalog.Bundled, "", new SilentHost());
        foreach (var declaration in (Declaration[])[Shop(_staging), Everything, Managed])
        {
            var (resources, _) = await RunAsync(declaration);
            foreach (var resource in resources.Where(resource => resource.Type.StartsWith("digitalocean:", StringComparison.Ordinal)))
            {
                var urn = $"urn:pulumi:test::infra::{resource.Type}::{resource.Name}";
                (await provider.CheckAsync(new CheckArgs(urn, null, WireValues.Of(resource.Inputs), new byte[32]), CancellationToken.None)).Failures.ShouldBeEmpty(resource.Name);
            }
        }
    }

    [Fact]
    public async Task Deploy_AnotherKeyOrImage_DoesNotReplaceTheServer()
    {
        var (resources, _) = await RunAsync(Shop(_staging));

        resources.Single(resource => resource.Name == "shop-server").IgnoreChanges.ShouldBe(["image", "sshKeys", "userData"]);
    }

    public static TheoryData<string, DropletSettings, string, string> WrongSettings => new()
    {
        { "no region", new(), "infra:region", "It is not set" },
        { "unknown region", _staging with { Region = "fra9" }, "infra:region", "no region 'fra9'" },
        { "unknown size", _staging with { Size = "s-1vcpu-1gbb" }, "infra:size", "Did you mean 's-1vcpu-1gb'?" },
        { "size too small", _staging with { Size = "s-1vcpu-512mb-10gb" }, "infra:size", "are declared" },
        { "unknown backups", _staging with { Backups = "weakly" }, "infra:backups", "Did you mean 'weekly'?" },
        { "unknown database size", _staging with { DatabaseSize = "db-s-1vcpu-1g" }, "infra:databaseSize", "Did you mean 'db-s-1vcpu-1gb'?" },
        { "zone without a domain", _staging with { DnsZone = "example.org" }, "infra:dnsZone", "No domain is declared" },
    };

    [Theory]
    [MemberData(nameof(WrongSettings))]
    public void Assess_OfAWrongSetting_NamesIt(string what, DropletSettings settings, string subject, string message)
    {
        var finding = Impossible(settings.DatabaseSize is null ? Shop(settings) : Shop(settings) with { Database = Managed.Database }).ShouldHaveSingleItem(what);

        finding.Subject.ShouldBe(subject);
        finding.Message.ShouldContain(message);
        finding.Help.ShouldNotBeEmpty();
    }

    [Fact]
    public void Assess_OfHardwareNoDropletHas_NamesTheNearest() =>
        Impossible(Shop(_staging) with { Hardware = new() { Vcpus = 200 } }).ShouldHaveSingleItem().Message.ShouldContain("the nearest is");

    [Fact]
    public void Assess_OfADomainOutsideTheZone_SaysSo() =>
        Impossible(Shop(_staging with { DnsZone = "example.org" }) with { Domain = "shop.example.com" }).ShouldHaveSingleItem().Message.ShouldContain("is not in 'example.org'");

    [Fact]
    public void Estimate_OfTheDefaults_IsTheCheapestThatIsLargeEnough()
    {
        var line = new DropletHost(_staging).Estimate(Shop(_staging)).ShouldHaveSingleItem();

        line.Item.ShouldContain("s-1vcpu-1gb");
        line.MonthlyAmount.ShouldBe(6m);
        line.Currency.ShouldBe("USD");
        line.Source.ShouldNotBeEmpty();
    }

    [Fact]
    public void Estimate_OfWeeklyBackups_AddsAFifth() =>
        Everything.Host.Estimate(Everything).Select(line => line.MonthlyAmount).ShouldBe([24m, 4.8m]);

    [Fact]
    public void Estimate_OfAManagedDatabase_AddsItsSmallestNode() => Managed.Host.Estimate(Managed).Select(line => line.MonthlyAmount).ShouldBe([6m, 15.15m]);

    [Fact]
    public void Assess_OfDatabasesThatCannotBeManaged_SaysWhy()
    {
        Impossible(Shop(_staging) with { Database = new MariaDb { Placement = Placement.Managed } }).ShouldHaveSingleItem().Message.ShouldContain("not MariaDB");
        Impossible(Shop(_staging) with { Database = new PostgreSql { Placement = Placement.OwnServer } }).ShouldHaveSingleItem().Subject.ShouldBe("Database.Placement");
        Impossible(Shop(_staging) with { Database = new PostgreSql { Placement = Placement.Managed, Extensions = ["pg_trgm"] } }).ShouldHaveSingleItem().Subject.ShouldBe("Database.Extensions");
    }

    [Fact]
    public void Estimate_OfTheImpossible_IsEmpty() => new DropletHost(new()).Estimate(Shop(new())).ShouldBeEmpty();

    private static Declaration Shop(DropletSettings settings) => new() { Host = new DropletHost(settings), Application = new Django("shop"), Database = new PostgreSql() };

    private static IEnumerable<Finding> Impossible(Declaration declaration) => declaration.Host.Assess(declaration).Where(finding => finding.Verdict == Verdict.Impossible);

    private async Task<string> TextAsync(Declaration declaration)
    {
        var (resources, outputs) = await RunAsync(declaration);
        return string.Concat(resources.Select(resource => $"{resource}\n{Inputs(resource)}")) + "\noutputs\n"
            + string.Concat(outputs.Where(output => output.Key != "caFile").OrderBy(output => output.Key, StringComparer.Ordinal).Select(output => $"{output.Key}: {output.Value}\n"));
    }

    /// <summary>Of the cloud's resources; those of the machine provider have their own goldens.</summary>
    private static string Inputs(Registered resource) => resource.Type.StartsWith("digitalocean:", StringComparison.Ordinal)
        ? string.Concat(WireValues.Of(resource.Inputs).Select(input => $"    {input.Key}: {(input.Key == "userData" ? "(cloud-init)" : input.Value)}\n"))
        : "";

    private Task<(IReadOnlyList<Registered> Resources, IDictionary<string, object?> Outputs)> RunAsync(Declaration declaration) => Rehearsal.RunAsync(_project.Root, () => declaration);
}
