using Infra.Databases;
using Infra.Machine.States;

namespace Infra.Machine.Rendering.Databases;

/// <summary>PostgreSQL: through its socket who connects is who the kernel says; over a network TLS and a password are asked for.</summary>
internal sealed class PostgreSqlRenderer(PostgreSql layer) : DatabaseRenderer(layer)
{
    private string Directory => $"/etc/postgresql/{layer.Version}/main";

    private string CertificateFile => $"{Directory}/server.crt";

    private string CertificateKeyFile => $"{Directory}/server.key";

    public override string PythonDriver => "python3-psycopg2";

    public override int Port => 5432;

    public override string NetworkUrl(Site site, string host, string password) =>
        $"postgresql://{site.Name}:{password}@{host}:{Port}/{site.DatabaseName}?sslmode=verify-full&sslrootcert={site.DatabaseAuthorityFile}";

    public override LayerState Render(Site site, string? network)
    {
        var settings = $"{Directory}/conf.d/50-settings.conf";
        var access = $"{Directory}/pg_hba.conf";
        (string Path, FileState State)[] certificate = network is null
            ? []
            :
            [
                (CertificateFile, new FileState(Placeholder.Certificate, "postgres", "postgres")),
                (CertificateKeyFile, new FileState(Placeholder.CertificateKey, "postgres", "postgres", "0600")),
            ];
        return new LayerState($"{site.Name}-database")
        {
            Packages = LayerState.Sorted($"postgresql-{layer.Version}"),
            Files = LayerState.Sorted<FileState>(
            [
                (settings, new FileState(Settings(site.Declaration.Hardware.Memory.MiB, network))),
                (access, new FileState(Access(site, network), "postgres", "postgres", "0640")),
                .. certificate,
            ]),
            Services = LayerState.Sorted(
                ($"postgresql@{layer.Version}-main", new ServiceState
                {
                    ReloadOn = [access, .. certificate.Select(file => file.Path)],
                    RestartOn = [settings],
                    Check = $"runuser -u postgres -- /usr/lib/postgresql/{layer.Version}/bin/postgres -C port -D {Directory}",
                })),
            Listens = network is null ? [] : [Port],
        };
    }

    public override DatabaseState Data(Site site) =>
        new("postgresql", site.DatabaseName, site.Name, layer.Protect) { Extensions = [.. layer.Extensions] };

    protected override string Unit => $"postgresql@{layer.Version}-main.service";

    protected override string SocketUrl(Site site) => $"postgresql://{site.Name}@%2Frun%2Fpostgresql/{site.DatabaseName}";

    private static string Access(Site site, string? network) =>
        $"""
        # TYPE  DATABASE  USER  METHOD
        local   all       all   peer
        {(network is null ? "" : $"hostssl \"{site.DatabaseName}\" \"{site.Name}\" {network} scram-sha-256\n")}
        """;

    /// <summary>A quarter of the memory for its own cache: the application lives on the same server, or the system's cache has the rest.</summary>
    private string Settings(int memory, string? network) =>
        $"""
        listen_addresses = '{(network is null ? "" : "*")}'
        password_encryption = 'scram-sha-256'
        max_connections = 100
        {(network is null ? "" : $"ssl = on\nssl_cert_file = '{CertificateFile}'\nssl_key_file = '{CertificateKeyFile}'\nssl_min_protocol_version = 'TLSv1.2'\n")}
        shared_buffers = {Math.Max(memory / 4, 64)}MB
        effective_cache_size = {Math.Max(network is null ? memory / 2 : memory / 4 * 3, 128)}MB
        work_mem = {Math.Clamp(memory / 256, 4, 64)}MB
        maintenance_work_mem = {Math.Clamp(memory / 16, 32, 1024)}MB
        random_page_cost = 1.1

        log_min_duration_statement = 1000
        log_lock_waits = on
        idle_in_transaction_session_timeout = 600000

        """;
}
