namespace Infra.Machine.Provider.Databases;

/// <summary>MariaDB, as root through its socket. A role without a password is the system's user of that name.</summary>
internal sealed class MariaDbScript : DatabaseScript
{
    public override string Socket => "/run/mysqld/mysqld.sock";

    protected override IEnumerable<string> EnsureLines(DatabaseInputs wanted)
    {
        yield return "until=$(($(date +%s) + 30)); until mariadb-admin --silent ping >/dev/null 2>&1; do [ \"$(date +%s)\" -lt \"$until\" ] || break; sleep 0.2; done";
        var how = wanted.Password is { } password ? $"IDENTIFIED BY {Text(password.Reveal.Replace("\\", "\\\\", StringComparison.Ordinal))}" : "IDENTIFIED VIA unix_socket";
        yield return Run(
            "mysql",
            $"CREATE USER IF NOT EXISTS {Text(wanted.Owner)}@localhost {how};\nALTER USER {Text(wanted.Owner)}@localhost {how};\n"
            + $"CREATE DATABASE IF NOT EXISTS `{wanted.Name}` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;\n"
            + $"GRANT ALL PRIVILEGES ON `{wanted.Name.Replace("_", "\\_", StringComparison.Ordinal)}`.* TO {Text(wanted.Owner)}@localhost;");
    }

    protected override IEnumerable<string> ReadLines(DatabaseInputs known)
    {
        yield return Run(
            "mysql",
            $"SELECT CONCAT('owner\\t', User) FROM mysql.user WHERE User = {Text(known.Owner)} AND Host = 'localhost';\n"
            + $"SELECT CONCAT('database\\t', {Text(known.Owner)}) FROM information_schema.schemata WHERE schema_name = {Text(known.Name)};");
    }

    protected override IEnumerable<string> DropLines(DatabaseInputs known)
    {
        yield return Run("mysql", $"DROP DATABASE IF EXISTS `{known.Name}`;\nDROP USER IF EXISTS {Text(known.Owner)}@localhost;");
    }

    protected override string Run(string database, string sql) => Here($"mariadb --batch --raw --skip-column-names --database={database}", sql);
}
