using Infra.Applications;
using Infra.AppServers;
using Infra.Databases;
using Infra.DigitalOcean;
using Infra.DigitalOcean.Droplets;
using Infra.Hosting;
using Infra.Hosts.Tests.Support;
using Infra.Machine.Tests.Support;
using Infra.Protocol.Providers;
using Infra.Runtimes;
using Infra.Security;
using Infra.Tables;
using Infra.Tables.Format;
using Infra.Tables.Offline;
using Infra.Tests.Support;
using OperatingSystem = Infra.OperatingSystems.OperatingSystem;

namespace Infra.Hosts.Tests.DigitalOcean;

public sealed class DropletHostTests : IDisposable
{
    private static readonly string[] _office = ["192.0.2.0/24"];

    private static readonly DropletSettings _staging = new() { Region = "fra1" };

    private static readonly DropletSettings _everything = new() { Region = "Paris", Size = "s-2vcpu-4gb", Backups = "weekly", ReservedIp = true, DnsZone = "example.org" };

    private readonly TemporaryProject _project = TemporaryProject.WithDjango();

    private static Declaration Managed => Shop(_staging) with { Database = new PostgreSql { Placement = Placement.Managed } };

    private static Declaration OwnServer => Shop(_staging) with { Database = new PostgreSql { Placement = Placement.OwnServer } };

    private static Declaration Production => Several(2, Placement.Managed);

    private static Declaration Ubuntu => Shop(_staging) with
    {
        OperatingSystem = OperatingSystem.Ubuntu2404,
        Runtime = new Python { Version = "3.12" },
        Database = new PostgreSql { Version = "16" },
    };

    private static Declaration Pooled => Managed with { Database = new PostgreSql { Placement = Placement.Managed, Version = "16", Standbys = 1, Pool = new() { Size = 20 } } };

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
    public async Task Deploy_OfADatabaseApart_MatchesGolden() => (await TextAsync(OwnServer)).ShouldMatchGolden("droplet-own-database");

    [Fact]
    public async Task Deploy_OfProduction_MatchesGolden() => (await TextAsync(Production)).ShouldMatchGolden("droplet-production");

    [Fact]
    public async Task Deploy_OfThreeServersOfPublicTrust_LeavesTheCertificateToTheCloud()
    {
        var settings = _staging with { DnsZone = "example.dev", Backups = "daily", DatabaseSize = "s-2vcpu-4gb" };
        var declaration = Shop(settings) with
        {
            Domain = "shop.example.dev",
            Tls = new LetsEncrypt(),
            Hardware = new() { Servers = 3 },
            Database = new PostgreSql { Placement = Placement.OwnServer },
            Monitoring = new() { To = "ops@example.org" },
        };

        var (resources, outputs) = await RunAsync(declaration);

        Registered Named(string name) => resources.Single(resource => resource.Name == name);
        WireValues.Of(Named("shop-certificate").Inputs).ToString().ShouldBe("{domains: [\"shop.example.dev\"], type: \"lets_encrypt\"}");
        Named("shop-certificate").DependsOn.ShouldBe(["shop-zone"]);
        Named("shop-record").DependsOn.ShouldBe(["shop-balancer-firewall"]);
        Named("shop-access").DependsOn.ShouldContain("shop-record");
        WireValues.Of(Named("shop-cpu-alert").Inputs).ToString().ShouldContain("entities: [\"4242\", \"4242\", \"4242\", \"4242\"]");
        WireValues.Of(Named("shop-database-firewall").Inputs).ToString().ShouldContain("portRange: \"5432\", protocol: \"tcp\", sourceTags: [\"shop-tag\"]");
        WireValues.Of(Named("shop-database-server").Inputs).ToString().ShouldContain("size: \"s-2vcpu-4gb\"");
        outputs.ShouldNotContainKey("caFile");
    }

    [Theory]
    [InlineData(Placement.Managed)]
    [InlineData(Placement.OwnServer)]
    public async Task Deploy_OfMoreServers_AddsToThoseThereAreAndNothingElse(Placement placement)
    {
        var (two, _) = await RunAsync(Several(2, placement));
        var (three, _) = await RunAsync(Several(3, placement));

        two.Select(resource => resource.Name).ShouldBeSubsetOf(three.Select(resource => resource.Name));
        three.Select(resource => resource.Name).Except(two.Select(resource => resource.Name)).ShouldAllBe(name => name.EndsWith("-3", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Placement.Managed)]
    [InlineData(Placement.OwnServer)]
    public async Task Deploy_OfSeveralServers_KeepsTheNamesOfTheFirst(Placement placement)
    {
        var (one, _) = await RunAsync(Several(1, placement));
        var (two, _) = await RunAsync(Several(2, placement));

        one.Select(resource => (resource.Type, resource.Name)).ShouldBeSubsetOf(two.Select(resource => (resource.Type, resource.Name)));
    }

    [Fact]
    public async Task Deploy_OfSeveralServers_ReleasesOneAfterAnother()
    {
        var (resources, _) = await RunAsync(Several(3, Placement.Managed));

        ILookup<string, Registered> named = resources.ToLookup(resource => resource.Name);
        named["shop-release"].Single().DependsOn.ShouldNotContain(name => name.StartsWith("shop-release", StringComparison.Ordinal));
        named["shop-release-2"].Single().DependsOn.ShouldContain("shop-release");
        named["shop-release-3"].Single().DependsOn.ShouldContain("shop-release-2");
        named["shop-balancer"].Single().DependsOn.ShouldBe(["shop-release", "shop-release-2", "shop-release-3"], ignoreOrder: true);
    }

    [Fact]
    public async Task Deploy_OfSeveralServers_LetsTheLoadBalancerInAndBelievesIt()
    {
        var (resources, _) = await RunAsync(Production);

        var web = WireValues.Of(resources.Single(resource => resource.Name == "shop-web-server-2").Inputs).ToString();
        web.ShouldContain("set_real_ip_from 10.116.0.0/20;");
        web.ShouldContain("location = /healthz");
        WireValues.Of(resources.Single(resource => resource.Name == "shop-access-2").Inputs).ToString().ShouldContain("ip saddr 10.116.0.0/20 tcp dport { 80, 443 } accept");
        WireValues.Of(resources.Single(resource => resource.Name == "shop-runtime-2").Inputs).ToString().ShouldContain("DJANGO_ALLOWED_HOSTS=\\\"shop.example.org\\\"");
    }

    [Fact]
    public async Task Deploy_OfADatabaseApart_IsReachedByACertificateThatIsChecked()
    {
        var (resources, _) = await RunAsync(OwnServer);

        var runtime = WireValues.Of(resources.Single(resource => resource.Name == "shop-runtime").Inputs).ToString();
        runtime.ShouldContain("@10.116.0.7:5432/shop?sslmode=verify-full&sslrootcert=/etc/shop/database-ca.pem");
        var engine = WireValues.Of(resources.Single(resource => resource.Name == "shop-database-engine").Inputs).ToString();
        engine.ShouldContain("hostssl");
        engine.ShouldContain("10.116.0.0/20 scram-sha-256");
        resources.Single(resource => resource.Name == "shop-database-data").DeletedWith.ShouldBe("shop-database-server");
    }

    [Fact]
    public async Task Deploy_OfServersThatRestartByThemselves_LetsThemDoItInTurn()
    {
        var declaration = Production with { OperatingSystem = Infra.OperatingSystems.OperatingSystem.Debian12 with { RebootAt = new(3, 50) } };

        var (resources, _) = await RunAsync(declaration);

        string Layer(string name) => WireValues.Of(resources.Single(resource => resource.Name == name).Inputs).ToString();
        Layer("shop-system").ShouldContain("Automatic-Reboot-Time \\\"03:50\\\"");
        Layer("shop-system-2").ShouldContain("Automatic-Reboot-Time \\\"04:05\\\"");
    }

    [Fact]
    public async Task Deploy_OfAManagedDatabase_TellsTheApplicationAloneWhereItIs()
    {
        var (resources, _) = await RunAsync(Managed);

        var runtime = WireValues.Of(resources.Single(resource => resource.Name == "shop-runtime").Inputs).ToString();
        runtime.ShouldContain("postgresql://doadmin:AVNS_x%2Fy@private-db.example:25060/shop?sslmode=require");
        resources.ShouldNotContain(resource => resource.Type == "machine:index:Database");
    }

    [Fact]
    public async Task Deploy_OfAPoolAndAStandby_MatchesGolden() => (await TextAsync(Pooled)).ShouldMatchGolden("droplet-managed-pool");

    [Theory]
    [InlineData(PoolMode.Transaction, true)]
    [InlineData(PoolMode.Session, false)]
    public async Task Deploy_OfAPool_LeadsTheApplicationThroughIt(PoolMode mode, bool withoutCursors)
    {
        var (resources, _) = await RunAsync(Managed with { Database = new PostgreSql { Placement = Placement.Managed, Pool = new() { Mode = mode } } });

        var runtime = WireValues.Of(resources.Single(resource => resource.Name == "shop-runtime").Inputs).ToString();
        runtime.ShouldContain("postgresql://doadmin:AVNS_x%2Fy@private-db.example:25061/shop-database-pool-1a2b3c4?sslmode=require");
        runtime.Contains("DJANGO_DISABLE_SERVER_SIDE_CURSORS", StringComparison.Ordinal).ShouldBe(withoutCursors);
        resources.Single(resource => resource.Name == "shop-release").DependsOn.ShouldContain("shop-database-pool");
    }

    [Fact]
    public async Task Deploy_OfAnything_RegistersWhatTheTablesAccept()
    {
        var package = TableCatalog.Bundled.Find(TableKind.Package, "digitalocean").ShouldNotBeNull();
        await using var provider = new OfflineProvider(package, TableCatalog.Bundled, "", new SilentHost());
        foreach (var declaration in (Declaration[])[Shop(_staging), Everything, Managed, OwnServer, Production, Pooled])
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
        { "unknown size of the database's server", _staging with { DatabaseSize = "s-2vcpu-4gbb" }, "infra:databaseSize", "Did you mean 's-2vcpu-4gb'?" },
        { "zone without a domain", _staging with { DnsZone = "example.org" }, "infra:dnsZone", "No domain is declared" },
    };

    [Theory]
    [MemberData(nameof(WrongSettings))]
    public void Assess_OfAWrongSetting_NamesIt(string what, DropletSettings settings, string subject, string message)
    {
        var finding = Impossible(settings.DatabaseSize switch
        {
            null => Shop(settings),
            ['d', 'b', ..] => Shop(settings) with { Database = Managed.Database },
            _ => Shop(settings) with { Database = OwnServer.Database },
        }).ShouldHaveSingleItem(what);

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
        Impossible(Shop(_staging) with { Database = new PostgreSql { Placement = Placement.Managed, Extensions = ["pg_trgm"] } }).ShouldHaveSingleItem().Subject.ShouldBe("Database.Extensions");
    }

    public static TheoryData<string, Declaration, string, string> WrongSeveral => new()
    {
        { "data on each", Several(2, Placement.OnServer), "Database.Placement", "databasePlacement managed" },
        { "no name", Several(2, Placement.Managed) with { Domain = null }, "Domain", "config set domain" },
        { "an address of one", Several(2, Placement.Managed, new() { Region = "fra1", ReservedIp = true }), "infra:reservedIp", "config rm reservedIp" },
        { "no zone", Several(2, Placement.Managed) with { Tls = new LetsEncrypt() }, "infra:dnsZone", "config set dnsZone" },
        {
            "another authority",
            Several(2, Placement.Managed, new() { Region = "fra1", DnsZone = "example.org" }) with { Tls = new LetsEncrypt { Directory = LetsEncrypt.Staging } },
            "Tls.Directory",
            "config rm acmeDirectory"
        },
        { "MariaDB apart", Shop(_staging) with { Database = new MariaDb { Placement = Placement.OwnServer } }, "Database", "PostgreSql" },
    };

    [Theory]
    [MemberData(nameof(WrongSeveral))]
    public void Assess_OfWhatSeveralServersCannotBe_SaysWhatToDo(string what, Declaration declaration, string subject, string help)
    {
        var finding = Impossible(declaration).ShouldHaveSingleItem(what);

        finding.Subject.ShouldBe(subject);
        finding.Help.ShouldContain(help);
    }

    [Fact]
    public void Estimate_OfProduction_HasEveryServerAndTheLoadBalancer() =>
        Production.Host.Estimate(Production).Select(line => (line.Item, line.MonthlyAmount)).ShouldBe(
            [("Droplet s-1vcpu-1gb × 2", 12m), ("Load balancer lb-regional-http-node", 12m), ("Database db-s-1vcpu-1gb", 15.15m)]);

    [Fact]
    public void Estimate_OfADatabaseApart_HasItsServerAndTheBackupsOfBoth()
    {
        var declaration = Several(2, Placement.OwnServer, new() { Region = "fra1", Backups = "weekly", DatabaseSize = "s-2vcpu-4gb" });

        declaration.Host.Estimate(declaration).Select(line => line.MonthlyAmount).ShouldBe([12m, 24m, 2.4m, 4.8m, 12m]);
    }

    public static TheoryData<string, string, PostgreSql, string, string> DatabasesTooSmall => new()
    {
        { "standby", "db-s-1vcpu-1gb", new() { Placement = Placement.Managed, Standbys = 1 }, "Database.Standbys", "may have 0 standby nodes; 1 are declared" },
        { "too many standbys", "db-s-1vcpu-2gb", new() { Placement = Placement.Managed, Standbys = 3 }, "Database.Standbys", "may have 2 standby nodes; 3 are declared" },
        { "too many of any size", "", new() { Placement = Placement.Managed, Standbys = 3 }, "Database.Standbys", "may have 2 standby nodes; 3 are declared" },
        { "pool", "db-s-1vcpu-1gb", new() { Placement = Placement.Managed, Pool = new() { Size = 23 } }, "Database.Pool.Size", "has 22 connections for applications; a pool of 23 is declared" },
        { "pool of any size", "", new() { Placement = Placement.Managed, Pool = new() { Size = 398 } }, "Database.Pool.Size", "has 397 connections for applications" },
        { "version", "", new() { Placement = Placement.Managed, Version = "9.6" }, "Database.Version", "does not manage PostgreSQL 9.6" },
    };

    [Theory]
    [MemberData(nameof(DatabasesTooSmall))]
    public void Assess_OfADatabaseThatIsTooSmall_SaysWhatItHasAndWhoSays(string what, string size, PostgreSql database, string subject, string message)
    {
        var finding = Impossible(Shop(_staging with { DatabaseSize = size }) with { Database = database }).ShouldHaveSingleItem(what);

        finding.Subject.ShouldBe(subject);
        finding.Message.ShouldContain(message);
        finding.Help.ShouldNotBeEmpty();
        finding.Source.ShouldContain("2026-");
    }

    [Fact]
    public void Assess_OfMoreWorkersThanADatabaseHasConnections_AsksForAPool()
    {
        var declaration = Shop(_staging with { DatabaseSize = "db-s-1vcpu-1gb" }) with { Database = Managed.Database, AppServer = new Gunicorn { Workers = 12, Threads = 2 } };

        var finding = Impossible(declaration).ShouldHaveSingleItem();
        finding.Subject.ShouldBe("AppServer.Workers");
        finding.Message.ShouldContain("1 × 12 × 2 (servers, workers, threads) take 24");
        finding.Help.ShouldContain("Declare a pool");
        finding.Help.ShouldContain("infra config set databaseSize db-s-1vcpu-2gb");
        Impossible(declaration with { Database = new PostgreSql { Placement = Placement.Managed, Pool = new() } }).ShouldBeEmpty();
    }

    [Fact]
    public void Estimate_OfAStandby_TakesTheSmallestSizeThatMayHaveOne_AndPaysForBothNodes()
    {
        var line = Pooled.Host.Estimate(Pooled)[^1];

        line.Item.ShouldBe("Database db-s-1vcpu-2gb × 2");
        line.MonthlyAmount.ShouldBe(60.9m);
        line.Note.ShouldContain("1 of them standby");
    }

    [Fact]
    public async Task Deploy_OfUbuntu_TakesItsImageAndItsVersions()
    {
        var (resources, _) = await RunAsync(Ubuntu);

        resources.Single(resource => resource.Name == "shop-server").Inputs["image"].ShouldBe("ubuntu-24-04-x64");
        WireValues.Of(resources.Single(resource => resource.Name == "shop-database").Inputs)["packages"].ToString().ShouldContain("postgresql-16");
    }

    [Fact]
    public void Assess_OfVersionsThatUbuntuDoesNotHave_NamesThoseItHas()
    {
        var findings = Impossible(Ubuntu with { Runtime = new Python { Version = "3.11" }, Database = new PostgreSql { Version = "15" } }).ToList();

        findings.Select(finding => finding.Message).ShouldBe(["Ubuntu 24.04 has no Python 3.11.", "Ubuntu 24.04 has no PostgreSQL 15."]);
        findings[0].Help.ShouldContain("3.12");
        findings[1].Help.ShouldContain("16");
    }

    public static TheoryData<string, string> WrongImages => new()
    {
        { "ubuntu-24-04-x46", "Did you mean 'ubuntu-24-04-x64'?" },
        { "docker-20-04", "What is in an image 'docker-20-04' is not known" },
        { "ubuntu-24-04-x64", "'ubuntu-24-04-x64' is Ubuntu 24.04; Debian 12 is declared" },
        { "lemp-20-04", "'lemp-20-04' is Ubuntu 20.04 with nginx, MySQL and PHP; Debian 12 is declared" },
    };

    [Theory]
    [MemberData(nameof(WrongImages))]
    public void Assess_OfAnImageOfAnotherSystem_IsRefused(string slug, string message)
    {
        var finding = Impossible(Shop(_staging with { Image = slug })).ShouldHaveSingleItem();

        finding.Subject.ShouldBe("infra:image");
        finding.Message.ShouldContain(message);
        finding.Help.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Deploy_OfANamedImage_TakesItAndCountsIt()
    {
        var named = Ubuntu with { Host = new DropletHost(_staging with { Image = "ubuntu-24-04-x64" }) };
        var (resources, _) = await RunAsync(named);

        resources.Single(resource => resource.Name == "shop-server").Inputs["image"].ShouldBe("ubuntu-24-04-x64");
        named.Host.Assess(named).Single(finding => finding.Verdict == Verdict.HostSpecific).Message.ShouldBe("1 setting is for DigitalOcean only: infra:image.");
    }

    [Fact]
    public async Task Deploy_OfChangedArguments_RegistersThemChanged()
    {
        var host = new DropletHost(_staging).Droplet(args => args.Ipv6 = true).DatabaseCluster(args => args.Tags.Add("data")).Droplet(args => args.Name = "other");

        var (resources, _) = await RunAsync(Managed with { Host = host });

        var droplet = resources.Single(resource => resource.Name == "shop-server");
        droplet.Inputs["ipv6"].ShouldBe(true);
        droplet.Inputs["name"].ShouldBe("other");
        WireValues.Of(resources.Single(resource => resource.Name == "shop-database").Inputs)["tags"].ToString().ShouldBe("[\"data\"]");
    }

    [Fact]
    public void Assess_OfChangedArguments_CountsThem()
    {
        var host = new DropletHost(_staging).Droplet(args => args.Ipv6 = true).LoadBalancer(args => args.EnableProxyProtocol = true);

        var finding = host.Assess(Shop(_staging) with { Host = host }).Single(finding => finding.Verdict == Verdict.HostSpecific);
        finding.ToString().ShouldBe("INF6104: Host: 2 settings are for DigitalOcean only: Droplet, LoadBalancer.");
        new DropletHost(_staging).Assess(Shop(_staging)).ShouldNotContain(other => other.Verdict == Verdict.HostSpecific);
    }

    [Fact]
    public void Droplet_OfAnotherHost_ChangesNothing()
    {
        var host = new Infra.Local.LocalHost();

        host.Droplet(args => args.Ipv6 = true).ShouldBeSameAs(host);
    }

    [Fact]
    public void Estimate_OfTheImpossible_IsEmpty() => new DropletHost(new()).Estimate(Shop(new())).ShouldBeEmpty();

    private static Declaration Several(int servers, Placement placement, DropletSettings? settings = null) => Shop(settings ?? _staging) with
    {
        Domain = "shop.example.org",
        Hardware = new() { Servers = servers },
        Database = new PostgreSql { Placement = placement },
    };

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
