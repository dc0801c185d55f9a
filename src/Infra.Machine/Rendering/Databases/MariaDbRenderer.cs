using Infra.Databases;
using Infra.Machine.States;

namespace Infra.Machine.Rendering.Databases;

/// <summary>MariaDB on its socket alone; who connects is who the kernel says.</summary>
internal sealed class MariaDbRenderer(MariaDb layer) : DatabaseRenderer(layer)
{
    private const string Settings = "/etc/mysql/mariadb.conf.d/99-settings.cnf";

    public override string PythonDriver => "python3-mysqldb";

    public override int Port => 3306;

    public override string NetworkUrl(Site site, string host, string password) => throw NotOverANetwork();

    public override LayerState Render(Site site, string? network) => network is not null ? throw NotOverANetwork() : new($"{site.Name}-database")
    {
        Packages = LayerState.Sorted("mariadb-server"),
        Files = LayerState.Sorted((Settings, new FileState(Content(site.Declaration.Hardware.Memory.MiB)))),
        Services = LayerState.Sorted(("mariadb", new ServiceState
        {
            RestartOn = [Settings],
            Check = "mariadbd --help --verbose --user=mysql",
        })),
    };

    public override DatabaseState Data(Site site) => new("mariadb", site.DatabaseName, site.Name, layer.Protect);

    protected override string Unit => "mariadb.service";

    protected override string SocketUrl(Site site) => $"mysql://{site.Name}@%2Frun%2Fmysqld%2Fmysqld.sock/{site.DatabaseName}";

    /// <summary>Debian's MariaDB has no certificate of its own.</summary>
    private static NotSupportedException NotOverANetwork() => new("MariaDB over a network was not refused when the declaration was assessed");

    /// <summary>A quarter of the memory for its own cache: the application lives on the same server.</summary>
    private static string Content(int memory) =>
        $"""
        [mariadbd]
        skip-networking
        local-infile = 0
        character-set-server = utf8mb4
        collation-server = utf8mb4_unicode_ci
        max_connections = 100

        innodb_buffer_pool_size = {Math.Max(memory / 4, 64)}M
        innodb_log_file_size = {Math.Clamp(memory / 16, 32, 512)}M

        slow_query_log = 1
        long_query_time = 1

        """;
}
