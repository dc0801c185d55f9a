using System.Globalization;
using Infra.Applications;
using Infra.Databases;
using Infra.DigitalOcean.AppPlatform;
using Infra.Hosting;
using Infra.Hosts.Tests.Support;
using Infra.Runtimes;
using Infra.Security;
using Infra.Tests.Support;
using Infra.WebServers;

namespace Infra.Hosts.Tests.DigitalOcean;

public sealed class AppPlatformAssessmentTests : IDisposable
{
    private readonly TemporaryProject _project = TemporaryProject.WithDjango();

    public AppPlatformAssessmentTests() => _project.WriteBuildFiles();

    private AppSettings Settings => new() { Region = "fra", Repository = "https://github.com/example/shop.git", RootDirectory = _project.Root };

    public static TheoryData<string, Func<AppSettings, AppSettings>, string, string> WrongSettings => new()
    {
        { "no region", settings => settings with { Region = null }, "infra:region", "It is not set" },
        { "unknown region", settings => settings with { Region = "frq" }, "infra:region", "Did you mean 'fra'?" },
        { "unknown size", settings => settings with { Size = "apps-s-1vcpu-1g" }, "infra:size", "Did you mean 'apps-s-1vcpu-1gb'?" },
        { "size too small", settings => settings with { Size = "apps-s-1vcpu-0.5gb" }, "infra:size", "are declared" },
        { "size of a static site", settings => settings with { Size = "apps-static" }, "infra:size", "no size 'apps-static'" },
        { "size whose instances do not follow the load", settings => settings with { Size = "apps-s-1vcpu-1gb", MaxInstances = 3 }, "infra:size", "do not follow the load" },
        { "too few at most", settings => settings with { MaxInstances = -1 }, "infra:maxInstances", "less than the 1" },
        { "no source", settings => settings with { Repository = "" }, "infra:repository", "It is not set" },
        { "two sources", settings => settings with { Image = "ghcr.io/example/shop:1" }, "infra:image", "Both" },
        { "repository over ssh", settings => settings with { Repository = "git@github.com:example/shop.git" }, "infra:repository", "or is of ssh" },
        { "repository without https", settings => settings with { Repository = "http://github.com/example/shop.git" }, "infra:repository", "'http://github.com/example/shop.git' is no URL" },
        { "repository without an owner", settings => settings with { Repository = "https://github.com/shop" }, "infra:repository", "is no URL" },
        { "repository with a query", settings => settings with { Repository = "https://github.com/example/shop?tab=readme" }, "infra:repository", "is no URL" },
        { "no repository at all", settings => settings with { Repository = "shop" }, "infra:repository", "'shop' is no URL" },
        { "branch", settings => settings with { Branch = "a..b" }, "infra:branch", "'a..b' cannot be" },
        { "branch of an option", settings => settings with { Branch = "--upload-pack" }, "infra:branch", "cannot be" },
        { "directory outside", settings => settings with { SourceDirectory = "../shop" }, "infra:sourceDirectory", "no directory within" },
        { "image without a tag", settings => settings with { Repository = "", Image = "ghcr.io/example/shop" }, "infra:image", "has no tag" },
        { "image of another registry", settings => settings with { Repository = "", Image = "quay.io/example/shop:1" }, "infra:image", "no image that App Platform pulls" },
        { "image with a damaged digest", settings => settings with { Repository = "", Image = "example/shop@sha256:12" }, "infra:image", "no image that App Platform pulls" },
        { "unknown database size", settings => settings with { DatabaseSize = "db-s-1vcpu-1g" }, "infra:databaseSize", "Did you mean 'db-s-1vcpu-1gb'?" },
        { "size of a development database", settings => settings with { DevDatabase = true, DatabaseSize = "db-s-1vcpu-1gb" }, "infra:databaseSize", "one size" },
        { "zone without a domain", settings => settings with { DnsZone = "example.org" }, "infra:dnsZone", "No domain is declared" },
    };

    public void Dispose() => _project.Dispose();

    [Theory]
    [MemberData(nameof(WrongSettings))]
    public void Assess_OfAWrongSetting_NamesIt(string what, Func<AppSettings, AppSettings> change, string subject, string message)
    {
        var finding = Impossible(Shop(change(Settings))).ShouldHaveSingleItem(what);

        finding.Subject.ShouldBe(subject);
        finding.Message.ShouldContain(message);
        finding.Help.ShouldNotBeEmpty();
    }

    [Fact]
    public void Assess_OfARepositoryWithAToken_DoesNotRepeatIt() =>
        Impossible(Shop(Settings with { Repository = "https://ada:ghp_canary@github.com/example/shop.git" })).ShouldHaveSingleItem().ToString().ShouldNotContain("canary");

    [Theory]
    [InlineData("apps-s-1vcpu-1gb-fixed")]
    [InlineData("apps-s-1vcpu-0.5gb")]
    public void Assess_OfAServerCountOnAPlanThatDoesNotScale_SaysSoWithSourceAndDate(string size)
    {
        var finding = Impossible(Shop(Settings with { Size = size }) with { Hardware = new() { Servers = 3, Memory = new(512) } }).ShouldHaveSingleItem();

        finding.Subject.ShouldBe("infra:size");
        finding.Message.ShouldContain("does not scale: it may have 1 instance, and 3 are declared");
        finding.Source.ShouldContain("as of 2026");
    }

    [Fact]
    public void Assess_OfMoreThanAnAppCanBe_NamesTheNearest()
    {
        Impossible(Shop(Settings) with { Hardware = new() { Vcpus = 64 } }).ShouldHaveSingleItem().Message.ShouldContain("the nearest is");
        Impossible(Shop(Settings with { MaxInstances = 251 })).ShouldHaveSingleItem().Subject.ShouldBe("Hardware");
    }

    [Theory]
    [InlineData(Placement.OnServer, "gone with the next deployment")]
    [InlineData(Placement.OwnServer, "no servers")]
    public void Assess_OfADatabaseThatIsNotManaged_SaysWhatToDo(Placement placement, string message)
    {
        var finding = Impossible(Shop(Settings) with { Database = new PostgreSql { Placement = placement } }).ShouldHaveSingleItem();

        finding.Message.ShouldContain(message);
        finding.Help.ShouldContain("infra config set databasePlacement managed");
        finding.Source.ShouldNotBeEmpty();
    }

    [Fact]
    public void Assess_OfWhatAPlatformCannotDo_TellsEachWithItsSource()
    {
        var findings = Impossible(Shop(Settings) with
        {
            Hardware = new() { Disk = new(20 * 1024) },
            WebServer = new Apache(),
            Database = new MariaDb { Placement = Placement.Managed },
            Tls = new LetsEncrypt { Directory = LetsEncrypt.Staging },
            Access = new() { AllowedAddresses = ["192.0.2.0/24"], AuthorizedKeys = [Rehearsal.PublicKey] },
        });

        findings.Select(finding => finding.Subject).ShouldBe(["Hardware.Disk", "WebServer", "Tls.Directory", "Access.AuthorizedKeys", "Access.AllowedAddresses", "Database"]);
        findings.ShouldAllBe(finding => finding.Code == Codes.NotAvailable && finding.Source.Contains("as of 20", StringComparison.Ordinal) && finding.Help.Length > 0);
    }

    [Fact]
    public void Assess_OfTheDefaults_TellsWhatThePlatformDoesItself() =>
        Good(Shop(Settings)).Where(finding => finding.Message.StartsWith("Supported by the platform", StringComparison.Ordinal)).Select(finding => finding.Subject)
            .ShouldBe(["OperatingSystem", "WebServer", "Tls", "Access"]);

    [Fact]
    public void Assess_OfADevelopmentDatabase_TellsItsLimits() =>
        Good(Shop(Settings with { DevDatabase = true })).Single(finding => finding.Subject == "infra:devDatabase").ToString().ShouldContain("512 MiB of memory, 1 GiB of disk, no standby and no backups");

    [Fact]
    public void Assess_OfPushesThatAreNotDeployed_SaysHowToDeploy()
    {
        Good(Shop(Settings with { DeployOnPush = false })).ShouldContain(finding => finding.Subject == "infra:deployOnPush" && finding.Message.Contains("doctl apps create-deployment", StringComparison.Ordinal));
        Good(Shop(Settings with { Repository = "https://git.example.org/shop.git" })).ShouldContain(finding => finding.Subject == "infra:repository");
    }

    [Theory]
    [InlineData("requirements.txt", null, "has no requirements.txt")]
    [InlineData("requirements.txt", "gunicorn\npsycopg2", "does not name Django")]
    [InlineData("requirements.txt", "django\npsycopg2_binary", "does not name gunicorn")]
    [InlineData("requirements.txt", "Django\ngunicorn==21", "does not name psycopg2 or psycopg2-binary or psycopg")]
    [InlineData(".python-version", null, "it would take 3.13")]
    [InlineData(".python-version", "3.12", "to take Python '3.12'; 3.11 is declared")]
    [InlineData(".python-version", "3.1", "to take Python '3.1'")]
    [InlineData("runtime.txt", "python-3.9.18", "'shop/runtime.txt' tells App Platform to take Python '3.9.18'")]
    public void Assess_OfFilesThatTheBuildMisses_SaysWhatToWrite(string file, string? content, string message)
    {
        if (content is null)
        {
            File.Delete(Path.Combine(_project.Root, "shop", file));
        }
        else
        {
            _project.Write("shop/" + file, content + "\n");
        }

        var finding = Impossible(Shop(Settings)).ShouldHaveSingleItem();
        finding.Code.ShouldBe(Codes.BuildFile);
        finding.Message.ShouldContain(message);
        finding.Help.ShouldContain("shop/");
    }

    [Theory]
    [InlineData("requirements.txt", "-r base.txt")]
    [InlineData("requirements.txt", "# all of it\nDJANGO[argon2]==4.2 ; python_version > '3'\nGunicorn\npsycopg[binary]")]
    [InlineData("runtime.txt", "python-3.11.4")]
    public void Assess_OfFilesThatSuffice_FindsNothing(string file, string content)
    {
        _project.Write("shop/" + file, content + "\n");

        Impossible(Shop(Settings)).ShouldBeEmpty();
    }

    [Fact]
    public void Assess_OfPackagesOfTheDistribution_WantsAnAptfile()
    {
        var declaration = Shop(Settings) with { Runtime = new Python { Packages = ["libvips42"] } };
        Impossible(declaration).ShouldHaveSingleItem().Help.ShouldContain("libvips42 >> shop/Aptfile");

        _project.Write("shop/Aptfile", "libvips42\n");
        Impossible(declaration).ShouldBeEmpty();
    }

    [Fact]
    public void Assess_OfASourceOutsideOfTheProject_AsksWhereItIsInTheRepository()
    {
        var finding = Impossible(Shop(Settings) with { Application = new Django("/srv/shop") }).ShouldHaveSingleItem();

        finding.Code.ShouldBe(Codes.MissingSetting);
        finding.Subject.ShouldBe("infra:sourceDirectory");
    }

    [Theory]
    [InlineData("fra", 0, 1, "10.00 15.15")]
    [InlineData("FRA1", 0, 2, "24.00 15.15")]
    [InlineData("48.2,16.4", 4, 1, "34.00 15.15")]
    public void Estimate_OfTheShop_IsTheCheapestThatCanDoIt(string region, int maximum, int servers, string amounts)
    {
        var declaration = Shop(Settings with { Region = region, MaxInstances = maximum }) with { Hardware = new() { Servers = servers } };

        string.Join(' ', declaration.Host.Estimate(declaration).Where(line => line.MonthlyAmount > 0).Select(line => line.MonthlyAmount.ToString("0.00", CultureInfo.InvariantCulture))).ShouldBe(amounts);
    }

    [Fact]
    public void Estimate_OfTheImpossible_IsEmpty()
    {
        var declaration = Shop(Settings with { Region = "" });

        declaration.Host.Estimate(declaration).ShouldBeEmpty();
    }

    private static Declaration Shop(AppSettings settings) =>
        new() { Host = new AppPlatformHost(settings), Application = new Django("shop"), Database = new PostgreSql { Placement = Placement.Managed } };

    private static List<Finding> Impossible(Declaration declaration) => [.. declaration.Host.Assess(declaration).Where(finding => finding.Verdict == Verdict.Impossible)];

    private static IReadOnlyList<Finding> Good(Declaration declaration)
    {
        Impossible(declaration).ShouldBeEmpty();
        return declaration.Host.Assess(declaration);
    }
}
