using System.Globalization;
using Infra.Applications;
using Infra.AppServers;
using Infra.Databases;
using Infra.DigitalOcean.AppPlatform;
using Infra.Hosting;
using Infra.Hosts.Tests.Support;
using Infra.Machine.Tests.Support;
using Infra.Tests.Support;
using Pulumi;

namespace Infra.Hosts.Tests.DigitalOcean;

public sealed class AppPlatformHostTests : IDisposable
{
    private readonly TemporaryProject _project = TemporaryProject.WithDjango();

    public AppPlatformHostTests() => _project.WriteBuildFiles();

    private AppSettings Settings => new() { Region = "fra", Repository = "https://github.com/example/shop.git", RootDirectory = _project.Root };

    private Declaration Everything => Shop(Settings with { Region = "Paris", MaxInstances = 5, DnsZone = "example.org", Branch = "release/1", SourceDirectory = "/backend/" }) with
    {
        Hardware = new() { Servers = 2 },
        Domain = "Shop.example.org",
        Monitoring = new() { To = "ops@example.org" },
        Application = new Django("shop") { Environment = new Dictionary<string, Input<string>> { ["MAIL_KEY"] = Output.CreateSecret("hush"), ["SHOP_NAME"] = "The little shop" } },
    };

    private Declaration Image => Shop(Settings with { Repository = null, Image = "ghcr.io/example/team/shop:1.2", ImageCredentials = Output.CreateSecret("user:token"), DevDatabase = true });

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Deploy_OfTheDefaults_MatchesGolden() => (await TextAsync(Shop(Settings))).ShouldMatchGolden("app-platform");

    [Fact]
    public async Task Deploy_OfEverything_MatchesGolden() => (await TextAsync(Everything)).ShouldMatchGolden("app-platform-everything");

    [Fact]
    public async Task Deploy_OfAnImage_MatchesGolden() => (await TextAsync(Image)).ShouldMatchGolden("app-platform-image");

    [Fact]
    public async Task Deploy_OfAnything_RegistersWhatTheTablesAccept()
    {
        foreach (var declaration in (Declaration[])[Everything, Image, Shop(Settings) with { Database = null, AppServer = new Uwsgi() }])
        {
            (await ProviderChecks.ProblemsAsync((await RunAsync(declaration)).Resources)).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("https://github.com/example/shop", "github", "\"example/shop\"")]
    [InlineData("https://gitlab.com/example/team/shop.git", "gitlab", "\"example/team/shop\"")]
    [InlineData("https://bitbucket.org/example/shop.git", "bitbucket", "\"example/shop\"")]
    [InlineData("https://git.example.org:8443/shop.git", "git", "\"https://git.example.org:8443/shop.git\"")]
    public async Task Deploy_OfARepository_TakesTheCodeOfAllComponentsFromIt(string url, string service, string repository)
    {
        var (resources, _) = await RunAsync(Shop(Settings with { Repository = url }));

        var spec = SpecOf(resources);
        spec.Split($"{service}: {{").Length.ShouldBe(4, "service, job and static site");
        spec.Split(repository).Length.ShouldBe(4);
    }

    [Fact]
    public async Task Deploy_OfUwsgi_RunsItWithWhatIsDeclared()
    {
        var (resources, _) = await RunAsync(Shop(Settings) with { AppServer = new Uwsgi { Workers = 5, Timeout = TimeSpan.FromSeconds(45) } });

        SpecOf(resources).ShouldContain("uwsgi --http-socket 0.0.0.0:8080 --module shop.wsgi:application --master --processes 5 --threads 1 --enable-threads --harakiri 45");
    }

    [Fact]
    public async Task Deploy_OfADatabaseForDevelopment_ProtectsTheAppThatHoldsIt()
    {
        var (resources, _) = await RunAsync(Image);

        resources.Single(resource => resource.Name == "shop-app").Protect.ShouldBe(true);
        resources.ShouldNotContain(resource => resource.Type.Contains("database", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deploy_OfAManagedDatabase_ProtectsItAndNotTheApp()
    {
        var (resources, _) = await RunAsync(Shop(Settings));

        resources.Single(resource => resource.Name == "shop-app").Protect.ShouldBe(false);
        resources.Where(resource => resource.Protect == true).Select(resource => resource.Name).ShouldBe(["shop-data", "shop-database"]);
    }

    [Fact]
    public async Task Deploy_OfALongStackName_KeepsTheAppsNameUniqueAndShortEnough()
    {
        var (resources, _) = await Rehearsal.RunAsync(_project.Root, () => Shop(Settings), "a-stack-whose-name-is-far-too-long");

        var name = resources.Single(resource => resource.Name == "shop-database").Inputs["name"].ShouldBeOfType<string>();
        name.ShouldMatch("^shop-a-stack-whose-name-i-[0-9a-f]{6}$");
        name.Length.ShouldBeLessThanOrEqualTo(32);
    }

    private static Declaration Shop(AppSettings settings) =>
        new() { Host = new AppPlatformHost(settings), Application = new Django("shop"), Database = new PostgreSql { Placement = Placement.Managed } };

    private static string SpecOf(IReadOnlyList<Registered> resources) => WireValues.Of(resources.Single(resource => resource.Name == "shop-app").Inputs).ToString();

    private async Task<string> TextAsync(Declaration declaration)
    {
        var (resources, outputs) = await RunAsync(declaration);
        return $"""
            findings
            {string.Join('\n', declaration.Host.Assess(declaration).Where(finding => finding.Verdict != Verdict.Supported))}

            cost
            {string.Join('\n', declaration.Host.Estimate(declaration).Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Item}: {line.MonthlyAmount:0.00} {line.Currency} ({line.Note}) [{line.Source}]")))}

            resources
            {string.Join('\n', resources.Select(resource => $"{resource}\n{GoldenInputs.Of(resource)}"))}
            outputs
            {string.Join('\n', outputs.OrderBy(output => output.Key, StringComparer.Ordinal).Select(output => $"{output.Key}: {output.Value}"))}

            """;
    }

    private Task<(IReadOnlyList<Registered> Resources, IDictionary<string, object?> Outputs)> RunAsync(Declaration declaration) => Rehearsal.RunAsync(_project.Root, () => declaration);
}
