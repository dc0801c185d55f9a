using Infra.Applications;
using Infra.AppServers;
using Infra.Databases;
using Infra.Runtimes;
using Infra.Security;
using Infra.Tests.Support;
using Infra.WebServers;

namespace Infra.Tests;

public sealed class DeclarationTests : IDisposable
{
    private static readonly string[] _one = ["python3 pil"];
    private static readonly string[] _key = ["not a key"];
    private static readonly string[] _address = ["10.0.0.1/8"];

    private readonly TemporaryProject _project = TemporaryProject.WithDjango();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Validate_OfTheDefaults_FindsNothing() =>
        Codes("shop", new Declaration { Host = new StubHost(), Application = new Django("shop"), Database = new PostgreSql() }).ShouldBeEmpty();

    [Fact]
    public void Validate_OfEverythingWrong_FindsAllAtOnce() => Codes("Shop", new Declaration
    {
        Host = new StubHost(),
        Hardware = new() { Vcpus = 0, Memory = new(64), Disk = new(1), Servers = 0 },
        Runtime = new Python { Packages = _one },
        Application = new Django("nowhere"),
        AppServer = new Gunicorn { Workers = 0, Threads = 0, Timeout = TimeSpan.Zero },
        WebServer = new Nginx { MaxBody = new(0) },
        Database = new PostgreSql { Name = "Orders!", Extensions = ["x y"] },
        Domain = "shop_x",
        Tls = new LocalAuthority { ValidityDays = 900, RenewDays = 901 },
        Access = new() { AdminUser = "root", AuthorizedKeys = _key, AllowedAddresses = _address },
        Monitoring = new() { To = "ops at example.org", Cpu = 0, Disk = 100 },
    }).ShouldBe(
        [
            "INF6001", "INF6002", "INF6003", "INF6003", "INF6003", "INF6003", "INF6004", "INF6006", "INF6006", "INF6006", "INF6008", "INF6009", "INF6009", "INF6010",
            "INF6010", "INF6010", "INF6011", "INF6011", "INF6012", "INF6020", "INF6020", "INF6020",
        ]);

    [Theory]
    [InlineData("deploy")]
    [InlineData("postgres")]
    [InlineData("www-data")]
    public void Validate_OfANameThatAnotherUserHas_IsAFinding(string name) =>
        Codes(name, new Declaration { Host = new StubHost(), Application = new Django("shop") }).ShouldBe(["INF6001"]);

    [Fact]
    public void Domain_OfAnEmptyText_IsNone() =>
        new Declaration { Host = new StubHost(), Application = new Django("shop"), Domain = "" }.Domain.ShouldBeNull();

    [Fact]
    public void Validate_OfAPoolAndAStandbyOnTheServer_FindsThatTheyAreOfManagedDatabases() =>
        Codes("shop", new Declaration { Host = new StubHost(), Application = new Django("shop"), Database = new PostgreSql { Standbys = 1, Pool = new() } }).ShouldBe(["INF6009", "INF6009"]);

    [Fact]
    public void Validate_OfAnEmptyPoolAndLessThanNoStandby_FindsBoth() =>
        Codes("shop", new Declaration { Host = new StubHost(), Application = new Django("shop"), Database = new PostgreSql { Placement = Placement.Managed, Standbys = -1, Pool = new() { Size = 0 } } })
            .ShouldBe(["INF6009", "INF6009"]);

    private IEnumerable<string> Codes(string name, Declaration declaration) =>
        declaration.Validate(name, new ValidationContext(_project.Root)).Select(finding => finding.Code).Order(StringComparer.Ordinal);
}
