using System.Collections.Immutable;
using Infra.Machine.Provider.Local.Machines;

namespace Infra.Rehearsal.Databases;

/// <summary>MariaDB of Debian 12, the nearest to MySQL that it has.</summary>
internal sealed class MysqlServer : DatabaseServer
{
    private const string Home = "etc/mysql";

    public override string Engine => "mysql";

    public override string Version => "MariaDB 10.11";

    public override string Scheme => "mysql";

    public override string TlsOption => "ssl-mode=REQUIRED";

    public override ImmutableArray<string> Packages => ["mariadb-server"];

    public override ImmutableArray<TreeFile> Files(string certificate, string key) =>
    [
        new(
            $"{Home}/mariadb.conf.d/90-rehearsal.cnf",
            $"[mysqld]\nport = {Port}\nbind-address = 0.0.0.0\nssl-cert = /{Home}/server.crt\nssl-key = /{Home}/server.key\nrequire_secure_transport = ON\n",
            Public),
        new($"{Home}/server.crt", certificate, Public),
        new($"{Home}/server.key", key, Private),
    ];

    public override string Start(string password, string following) =>
        $"chown mysql: /{Home}/server.key\nsystemctl enable --quiet mariadb\nsystemctl start mariadb\n"
        + Sql($"CREATE USER '{Admin}'@'%' IDENTIFIED BY '{password}';\nGRANT ALL ON *.* TO '{Admin}'@'%' WITH GRANT OPTION;\nCREATE DATABASE {FirstDatabase};")
        + KeepPassword(Admin, password);

    public override string CreateDatabase(string name) => Sql($"CREATE DATABASE `{name}`;");

    public override string DropDatabase(string name) => Sql($"DROP DATABASE IF EXISTS `{name}`;");

    public override string CreateUser(string name, string password) =>
        Sql($"CREATE USER '{name}'@'%' IDENTIFIED BY '{password}';\nGRANT ALL ON `%`.* TO '{name}'@'%';") + KeepPassword(name, password);

    public override string DropUser(string name) => Sql($"DROP USER IF EXISTS '{name}'@'%';") + ForgetPassword(name);

    public override string HasDatabase(string name) => Sql($"SELECT 'yes' FROM information_schema.schemata WHERE schema_name = '{name}';");

    public override string HasUser(string name) => Sql($"SELECT 'yes' FROM mysql.user WHERE user = '{name}' AND host = '%';");

    private static string Sql(string sql) => $"mariadb --batch --skip-column-names <<'END-OF-SQL'\n{sql}\nEND-OF-SQL\n";
}
