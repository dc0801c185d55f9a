using Infra.Machine.Provider.Shell;

namespace Infra.Machine.Provider.Databases;

/// <summary>PostgreSQL, as its own user through its socket.</summary>
internal sealed class PostgreSqlScript : DatabaseScript
{
    /// <summary>Whatever a role's password is, no log of the server may hold the statement that sets it.</summary>
    private const string Quiet = "SET log_statement = 'none'; SET log_min_duration_statement = -1; SET log_min_error_statement = 'panic';\n";

    public override string Socket => "/run/postgresql";

    protected override IEnumerable<string> EnsureLines(DatabaseInputs wanted)
    {
        yield return "until=$(($(date +%s) + 30)); until runuser -u postgres -- pg_isready -q; do [ \"$(date +%s)\" -lt \"$until\" ] || break; sleep 0.2; done";
        yield return Run(
            "postgres",
            $"{Quiet}SELECT format('CREATE ROLE %I LOGIN', {Text(wanted.Owner)}) WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {Text(wanted.Owner)}) \\gexec");
        if (wanted.Password is { } password)
        {
            yield return Run("postgres", $"{Quiet}SELECT format('ALTER ROLE %I PASSWORD %L', {Text(wanted.Owner)}, {Text(password.Reveal)}) \\gexec");
        }

        yield return Run(
            "postgres",
            $"SELECT format('CREATE DATABASE %I OWNER %I', {Text(wanted.Name)}, {Text(wanted.Owner)}) WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = {Text(wanted.Name)}) \\gexec\n"
            + $"SELECT format('ALTER DATABASE %I OWNER TO %I', {Text(wanted.Name)}, {Text(wanted.Owner)}) WHERE EXISTS (SELECT FROM pg_database d WHERE datname = {Text(wanted.Name)} AND pg_get_userbyid(datdba) <> {Text(wanted.Owner)}) \\gexec");
        foreach (var extension in wanted.Extensions)
        {
            yield return Run(wanted.Name, $"CREATE EXTENSION IF NOT EXISTS \"{extension}\";");
        }
    }

    protected override IEnumerable<string> ReadLines(DatabaseInputs known)
    {
        yield return Run(
            "postgres",
            $"SELECT E'owner\\t' || rolname FROM pg_roles WHERE rolname = {Text(known.Owner)};\nSELECT E'database\\t' || pg_get_userbyid(datdba) FROM pg_database WHERE datname = {Text(known.Name)};");
        if (!known.Extensions.IsEmpty)
        {
            yield return "if runuser -u postgres -- psql -XqAtl | cut -d'|' -f1 | grep -qxF " + Sh.Quote(known.Name) + "; then";
            yield return Run(known.Name, "SELECT E'extension\\t' || extname FROM pg_extension;");
            yield return "fi";
        }
    }

    protected override IEnumerable<string> DropLines(DatabaseInputs known)
    {
        yield return Run("postgres", $"DROP DATABASE IF EXISTS \"{known.Name}\" WITH (FORCE);\nDROP ROLE IF EXISTS \"{known.Owner}\";");
    }

    protected override string Run(string database, string sql) =>
        Here($"runuser -u postgres -- psql -v ON_ERROR_STOP=1 -XqAt -d {Sh.Quote(database)}", sql);
}
