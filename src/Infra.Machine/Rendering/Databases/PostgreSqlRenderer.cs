using Infra.Databases;
using Infra.Machine.States;

namespace Infra.Machine.Rendering.Databases;

/// <summary>PostgreSQL on its socket alone; who connects is who the kernel says.</summary>
internal sealed class PostgreSqlRenderer(PostgreSql layer) : DatabaseRenderer
{
    private string Directory => $"/etc/postgresql/{layer.Version}/main";

    public override string Unit => $"postgresql@{layer.Version}-main.service";

    public override string Url(Site site) => $"postgresql://{site.Name}@%2Frun%2Fpostgresql/{site.DatabaseName}";

    public override string PythonDriver => "python3-psycopg2";

    public override LayerState Render(Site site)
    {
        var settings = $"{Directory}/conf.d/50-settings.conf";
        var access = $"{Directory}/pg_hba.conf";
        return new LayerState($"{site.Name}-database")
        {
            Packages = LayerState.Sorted($"postgresql-{layer.Version}"),
            Files = LayerState.Sorted(
                (settings, new FileState(Settings(site.Declaration.Hardware.Memory.MiB))),
                (access, new FileState(Access, "postgres", "postgres", "0640"))),
            Services = LayerState.Sorted(
                ($"postgresql@{layer.Version}-main", new ServiceState
                {
                    ReloadOn = [access],
                    RestartOn = [settings],
                    Check = $"runuser -u postgres -- /usr/lib/postgresql/{layer.Version}/bin/postgres -C port -D {Directory}",
                })),
        };
    }

    public override DatabaseState Data(Site site) =>
        new("postgresql", site.DatabaseName, site.Name, layer.Protect) { Extensions = [.. layer.Extensions] };

    private const string Access =
        """
        # TYPE  DATABASE  USER  METHOD
        local   all       all   peer

        """;

    /// <summary>A quarter of the memory for its own cache: the application lives on the same server.</summary>
    private static string Settings(int memory) =>
        $"""
        listen_addresses = ''
        password_encryption = 'scram-sha-256'
        max_connections = 100

        shared_buffers = {Math.Max(memory / 4, 64)}MB
        effective_cache_size = {Math.Max(memory / 2, 128)}MB
        work_mem = {Math.Clamp(memory / 256, 4, 64)}MB
        maintenance_work_mem = {Math.Clamp(memory / 16, 32, 1024)}MB
        random_page_cost = 1.1

        log_min_duration_statement = 1000
        log_lock_waits = on
        idle_in_transaction_session_timeout = 600000

        """;
}
