using System.Text;

namespace Infra.Machine.Provider.Databases;

/// <summary>Scripts for one kind of database server. Names were checked to be words; SQL goes to the client on standard input.</summary>
internal abstract class DatabaseScript
{
    public static DatabaseScript For(DatabaseEngine engine) => engine == DatabaseEngine.MariaDb ? new MariaDbScript() : new PostgreSqlScript();

    /// <summary>Where the server listens.</summary>
    public abstract string Socket { get; }

    /// <summary>Makes what is missing; never changes or drops data.</summary>
    public string Ensure(DatabaseInputs wanted) => Of(EnsureLines(wanted)) + Read(wanted);

    /// <summary>Says owner, database and extension for each that is there.</summary>
    public string Read(DatabaseInputs known) => Of(ReadLines(known));

    public string Drop(DatabaseInputs known) => Of(DropLines(known));

    protected abstract IEnumerable<string> EnsureLines(DatabaseInputs wanted);

    protected abstract IEnumerable<string> ReadLines(DatabaseInputs known);

    protected abstract IEnumerable<string> DropLines(DatabaseInputs known);

    /// <summary>A line that runs SQL in a database; the text never becomes an argument.</summary>
    protected abstract string Run(string database, string sql);

    protected static string Text(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    protected static string Here(string client, string sql) => $"{client} <<'INFRA_SQL'\n{sql}\nINFRA_SQL";

    private static string Of(IEnumerable<string> lines) => new StringBuilder("set -eu\n").AppendJoin('\n', lines).Append('\n').ToString();
}
