using Infra;
using Infra.Applications;
using Infra.AppServers;
using Infra.Databases;
using Infra.Hosts;
using Infra.Runtimes;
using Infra.Security;
using Infra.WebServers;
using Pulumi;
using static Infra.Sizing.Units;
using OperatingSystem = Infra.OperatingSystems.OperatingSystem;

return await Deployment.RunAsync(() =>
{
    var config = new Config();
    var system = config.Choose<OperatingSystem>("operatingSystem", new() { ["debian-12"] = OperatingSystem.Debian12, ["ubuntu-24.04"] = OperatingSystem.Ubuntu2404 });
    var workers = config.RequireInt32("workers");
    var protect = config.RequireBoolean("protectData");
    var placement = config.Choose<Placement>("databasePlacement", new()
    {
        ["managed"] = Placement.Managed,
        ["own-server"] = Placement.OwnServer,
        ["server"] = Placement.OnServer,
    });
    var standbys = config.RequireInt32("databaseStandbys");
    var poolMode = config.Choose<PoolMode>("databasePoolMode", new() { ["session"] = PoolMode.Session, ["transaction"] = PoolMode.Transaction });
    var pool = config.RequireInt32("databasePool") is not 0 and var size ? new ConnectionPool { Size = size, Mode = poolMode } : null;

    var shop = new ProductionEnvironment("shop", new()
    {
        Host = Hosts.FromConfig(),
        Hardware = new() { Vcpus = config.RequireInt32("vcpus"), Memory = MiB(config.RequireInt32("memory")), Servers = config.RequireInt32("servers") },
        OperatingSystem = system,
        Runtime = new Python { Version = system.Has.Python },
        Application = new Django(config.Require("source")),
        AppServer = config.Choose<AppServer>("appServer", new()
        {
            ["gunicorn"] = new Gunicorn { Workers = workers },
            ["uwsgi"] = new Uwsgi { Workers = workers },
        }),
        WebServer = config.Choose<WebServer>("webServer", new()
        {
            ["nginx"] = new Nginx(),
            ["apache"] = new Apache(),
        }),
        Database = config.Choose<Database>("database", new()
        {
            ["postgresql"] = new PostgreSql { Version = system.Has.PostgreSql, Placement = placement, Standbys = standbys, Pool = pool, Protect = protect },
            ["mariadb"] = new MariaDb { Version = system.Has.MariaDb, Placement = placement, Standbys = standbys, Protect = protect },
        }),
        Domain = config.Get("domain"),
        Tls = config.Choose<Tls>("tls", new()
        {
            ["letsencrypt"] = new LetsEncrypt { Email = config.Get("acmeEmail"), Directory = config.Get("acmeDirectory"), AuthorityFile = config.Get("acmeAuthorityFile") },
            ["local"] = new LocalAuthority(),
        }),
        Access = new()
        {
            AllowedAddresses = config.RequireObject<string[]>("allowedAddresses"),
            AuthorizedKeys = config.RequireObject<string[]>("authorizedKeys"),
        },
        Monitoring = config.Get("alertEmail") is { Length: > 0 } to ? new() { To = to } : null,
    });
    return shop.Outputs();
});
