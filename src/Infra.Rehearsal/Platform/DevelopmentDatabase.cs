using System.Collections.Immutable;
using Infra.Machine.Provider.Local.Machines;
using Infra.Rehearsal.Databases;

namespace Infra.Rehearsal.Platform;

/// <summary>PostgreSQL of Debian 12 in an app's machine, for its development databases. Pure.</summary>
internal static class DevelopmentDatabase
{
    /// <summary>What Debian calls it.</summary>
    public const string Package = "postgresql";

    public const string Version = "15";

    private const string Home = "etc/postgresql/15/main";

    public static ImmutableArray<TreeFile> Files(string certificate, string key) =>
    [
        new($"{Home}/conf.d/platform.conf", $"port = {DatabaseServer.Port}\nlisten_addresses = '{Instance.Gateway}'\nssl = on\nssl_cert_file = '/{Home}/server.crt'\nssl_key_file = '/{Home}/server.key'\n", AppMachine.Public),
        new($"{Home}/pg_hba.conf", $"local all postgres peer\nhostssl all all {Instance.Network} scram-sha-256\n", AppMachine.Public),
        new($"{Home}/server.crt", certificate, AppMachine.Public),
        new($"{Home}/server.key", key, AppMachine.Private),
    ];

    public static string Start => $"chown postgres: /{Home}/server.key\nsystemctl enable --quiet postgresql\nsystemctl restart postgresql\n";

    public static string Restore => $"systemctl --quiet is-active postgresql@{Version}-main || systemctl restart postgresql@{Version}-main\n";

    /// <summary>A role and a database of the same name; a role that an interrupted run left gets the new password.</summary>
    public static string Make(string name, string password) =>
        $"""
        psql() {ToServer}
        if [ -z "$(echo "SELECT 1 FROM pg_roles WHERE rolname = '{name}'" | psql -tA)" ]; then echo 'CREATE ROLE "{name}" LOGIN' | psql; fi
        psql <<'END-OF-SQL'
        ALTER ROLE "{name}" PASSWORD '{password}';
        END-OF-SQL
        if [ -z "$(echo "SELECT 1 FROM pg_database WHERE datname = '{name}'" | psql -tA)" ]; then echo 'CREATE DATABASE "{name}" OWNER "{name}"' | psql; fi

        """;

    /// <summary>A development database that is not declared any more goes with what is in it, as in the cloud.</summary>
    public static string Drop(string name) =>
        $"""
        psql() {ToServer}
        echo 'DROP DATABASE IF EXISTS "{name}" WITH (FORCE);' | psql
        echo 'DROP ROLE IF EXISTS "{name}";' | psql

        """;

    private static string ToServer => $"{{ runuser -u postgres -- /usr/bin/psql -X -q -v ON_ERROR_STOP=1 -p {DatabaseServer.Port} \"$@\"; }}";
}
