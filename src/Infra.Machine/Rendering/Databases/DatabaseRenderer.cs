using Infra.Databases;
using Infra.Machine.States;

namespace Infra.Machine.Rendering.Databases;

/// <summary>What a database asks of the server, and what the application must know of it.</summary>
internal abstract class DatabaseRenderer
{
    /// <summary>The unit the application starts after.</summary>
    public abstract string Unit { get; }

    /// <summary>DATABASE_URL; the host is the socket, percent-encoded.</summary>
    public abstract string Url(Site site);

    /// <summary>Python's driver, as a package.</summary>
    public abstract string PythonDriver { get; }

    public abstract LayerState Render(Site site);

    public abstract DatabaseState Data(Site site);

    /// <summary>Null where the declaration has no database.</summary>
    public static DatabaseRenderer? For(Database? database) => database switch
    {
        null => null,
        PostgreSql postgreSql => new PostgreSqlRenderer(postgreSql),
        MariaDb mariaDb => new MariaDbRenderer(mariaDb),
        var other => throw new NotSupportedException($"{other.GetType().Name} was not refused when the declaration was assessed"),
    };
}
