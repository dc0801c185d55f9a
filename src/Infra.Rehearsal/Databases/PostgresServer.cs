using System.Collections.Immutable;
using Infra.Machine.Provider.Local.Machines;

namespace Infra.Rehearsal.Databases;

/// <summary>PostgreSQL of Debian 12.</summary>
internal sealed class PostgresServer : DatabaseServer
{
    private const string Home = "etc/postgresql/15/main";

    public override string Engine => "pg";

    public override string Version => "15";

    public override string Scheme => "postgresql";

    public override string TlsOption => "sslmode=require";

    public override ImmutableArray<string> Packages => ["postgresql"];

    public override ImmutableArray<TreeFile> Files(string certificate, string key) =>
    [
        new($"{Home}/conf.d/rehearsal.conf", $"port = {Port}\nlisten_addresses = '*'\nssl = on\nssl_cert_file = '/{Home}/server.crt'\nssl_key_file = '/{Home}/server.key'\n", Public),
        new($"{Home}/pg_hba.conf", "local all postgres peer\nhostssl all all 0.0.0.0/0 scram-sha-256\n", Public),
        new($"{Home}/server.crt", certificate, Public),
        new($"{Home}/server.key", key, Private),
    ];

    public override string Start(string password) =>
        $"chown postgres: /{Home}/server.key\nsystemctl enable --quiet postgresql\nsystemctl start postgresql\n"
        + Sql($"CREATE ROLE {Admin} LOGIN CREATEDB CREATEROLE PASSWORD '{password}';\nCREATE DATABASE {FirstDatabase} OWNER {Admin};");

    public override string CreateDatabase(string name) => Sql($"CREATE DATABASE \"{name}\" OWNER {Admin};");

    public override string DropDatabase(string name) => Sql($"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE);");

    public override string CreateUser(string name, string password) => Sql($"CREATE ROLE \"{name}\" LOGIN PASSWORD '{password}';");

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

        """;

    public override string HasDatabase(string name) => Sql($"SELECT 'yes' FROM pg_database WHERE datname = '{name}';");

    public override string HasUser(string name) => Sql($"SELECT 'yes' FROM pg_roles WHERE rolname = '{name}';");

    private static string Psql => $"{{ runuser -u postgres -- /usr/bin/psql -X -q -v ON_ERROR_STOP=1 -p {Port} \"$@\"; }}";

    // A heredoc, not an argument: arguments are for everybody to see.
    private static string Sql(string sql) => $"psql() {Psql}\npsql -tA <<'END-OF-SQL'\n{sql}\nEND-OF-SQL\n";
}
