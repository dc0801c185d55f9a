using System.Collections.Immutable;
using Infra.Machine.Provider.Local.Machines;

namespace Infra.Rehearsal.Databases;

/// <summary>PostgreSQL of Debian 12.</summary>
internal sealed class PostgresServer : DatabaseServer
{
    private const string Home = "etc/postgresql/15/main";
    private const string Data = "/var/lib/postgresql/15/main";
    private const string PoolerFile = "/etc/pgbouncer/pgbouncer.ini";
    private const string PoolerUsers = "/etc/pgbouncer/userlist.txt";

    public override string Engine => "pg";

    public override string Version => "15";

    public override string Scheme => "postgresql";

    public override string TlsOption => "sslmode=require";

    public override ImmutableArray<string> Packages => ["pgbouncer", "postgresql"];

    public override ImmutableArray<TreeFile> Files(string certificate, string key) =>
    [
        new($"{Home}/conf.d/rehearsal.conf", $"port = {Port}\nlisten_addresses = '*'\nssl = on\nssl_cert_file = '/{Home}/server.crt'\nssl_key_file = '/{Home}/server.key'\nwal_keep_size = 128MB\n", Public),
        new($"{Home}/pg_hba.conf", $"local all postgres peer\nlocal all all scram-sha-256\nhostssl replication {Follower} 0.0.0.0/0 scram-sha-256\nhostssl all all 0.0.0.0/0 scram-sha-256\n", Public),
        new($"{Home}/server.crt", certificate, Public),
        new($"{Home}/server.key", key, Private),
    ];

    // The pooler starts with the first pool.
    public override string Start(string password, string following) =>
        $"systemctl disable --quiet --now pgbouncer\nchown postgres: /{Home}/server.key\nsystemctl enable --quiet postgresql\nsystemctl start postgresql\n"
        + Sql($"CREATE ROLE {Admin} LOGIN CREATEDB CREATEROLE PASSWORD '{password}';\nCREATE ROLE {Follower} LOGIN REPLICATION PASSWORD '{following}';\nCREATE DATABASE {FirstDatabase} OWNER {Admin};")
        + KeepPassword(Admin, password) + KeepPassword(Follower, following);

    public override string Follow(string host, string following) =>
        $"""
        systemctl disable --quiet --now pgbouncer
        chown postgres: /{Home}/server.key
        rm -rf {Data}
        umask 077
        cat >/var/lib/postgresql/.pgpass <<'END-OF-PASSWORD'
        {host}:{Port}:*:{Follower}:{following}
        END-OF-PASSWORD
        chown postgres: /var/lib/postgresql/.pgpass
        runuser -u postgres -- env HOME=/var/lib/postgresql PGSSLMODE=require pg_basebackup -h {host} -p {Port} -U {Follower} -D {Data} -R -X stream -c fast
        systemctl enable --quiet postgresql
        systemctl start postgresql
        psql() {Psql}
        tries=0
        until [ "$(echo "SELECT status FROM pg_stat_wal_receiver" | psql -tA)" = streaming ]; do
          tries=$((tries + 1))
          if [ "$tries" -gt 60 ]; then echo "the standby node does not follow" >&2; exit 1; fi
          sleep 0.5
        done

        """;

    public override string SetPools(IReadOnlyList<Pool> pools) => pools.Count == 0
        ? $"systemctl disable --quiet --now pgbouncer\nrm -f {PoolerFile} {PoolerUsers}\n"
        : $"cat >{PoolerFile} <<'END-OF-SETTINGS'\n{PoolerSettings.Render(pools, $"/{Home}/server.crt", $"/{Home}/server.key", PoolerUsers)}END-OF-SETTINGS\n"
          + ListUsers + "systemctl enable --quiet pgbouncer\nsystemctl reload-or-restart pgbouncer\n";

    public override string HasPool(string name) =>
        $"if systemctl is-active --quiet pgbouncer && grep -q '^{name} = ' {PoolerFile}; then echo yes; fi\n";

    public override string CreateDatabase(string name) => Sql($"CREATE DATABASE \"{name}\" OWNER {Admin};");

    public override string DropDatabase(string name) => Sql($"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE);");

    public override string CreateUser(string name, string password) =>
        Sql($"CREATE ROLE \"{name}\" LOGIN PASSWORD '{password}';") + KeepPassword(name, password) + TellPooler;

    // What the user owns goes to the administrator, in every database.
    public override string DropUser(string name) =>
        $"""
        psql() {Psql}
        if [ -n "$(echo "SELECT 1 FROM pg_roles WHERE rolname = '{name}'" | psql -tA)" ]; then
          for database in $(echo "SELECT datname FROM pg_database WHERE datallowconn" | psql -tA); do
            echo 'REASSIGN OWNED BY "{name}" TO {Admin}; DROP OWNED BY "{name}";' | psql -d "$database"
          done
          echo 'DROP ROLE "{name}";' | psql
        fi

        """ + ForgetPassword(name) + TellPooler;

    public override string HasDatabase(string name) => Sql($"SELECT 'yes' FROM pg_database WHERE datname = '{name}';");

    public override string HasUser(string name) => Sql($"SELECT 'yes' FROM pg_roles WHERE rolname = '{name}';");

    private static string Psql => $"{{ runuser -u postgres -- /usr/bin/psql -X -q -v ON_ERROR_STOP=1 -p {Port} \"$@\"; }}";

    // What the server knows of passwords is enough for the pooler to let a user in and to pass it on.
    private static string ListUsers =>
        $"""
        psql() {Psql}
        umask 077
        echo "SELECT format('\"%s\" \"%s\"', rolname, rolpassword) FROM pg_authid WHERE rolpassword IS NOT NULL AND rolname <> '{Follower}'" | psql -tA >{PoolerUsers}
        chown postgres: {PoolerUsers} {PoolerFile}

        """;

    private static string TellPooler => $"if systemctl is-active --quiet pgbouncer; then\n{ListUsers}systemctl reload pgbouncer\nfi\n";

    // A heredoc, not an argument: arguments are for everybody to see.
    private static string Sql(string sql) => $"psql() {Psql}\npsql -tA <<'END-OF-SQL'\n{sql}\nEND-OF-SQL\n";
}
