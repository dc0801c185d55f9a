using Infra.Databases;
using Infra.Machine.States;

namespace Infra.Machine.Rendering.Databases;

/// <summary>What a database asks of the server it is on, and what the application must know of it.</summary>
internal abstract class DatabaseRenderer(Database layer)
{
    /// <summary>Python's driver, as a package.</summary>
    public abstract string PythonDriver { get; }

    /// <summary>Where it listens when it is reached over a network.</summary>
    public abstract int Port { get; }

    /// <summary>True if it is on the application's server.</summary>
    public bool IsHere => layer.Placement == Placement.OnServer;

    /// <summary>True if a server has it and nothing else.</summary>
    public bool IsOnOwnServer => layer.Placement == Placement.OwnServer;

    /// <summary>The unit the application starts after; null if it is elsewhere.</summary>
    public string? UnitHere => IsHere ? Unit : null;

    /// <summary>DATABASE_URL. On the same server its host is the socket, percent-encoded.</summary>
    public string Url(Site site) => IsHere ? SocketUrl(site) : Placeholder.DatabaseUrl;

    /// <summary>DATABASE_URL of a database on a server of its own; its host and password are such that a URL can hold them.</summary>
    public abstract string NetworkUrl(Site site, string host, string password);

    /// <param name="site">Whose database it is.</param>
    /// <param name="network">Addresses that may connect with a password over TLS; null: none, only the server's own users through the socket.</param>
    public abstract LayerState Render(Site site, string? network = null);

    public abstract DatabaseState Data(Site site);

    /// <summary>Null where the declaration has no database.</summary>
    public static DatabaseRenderer? For(Database? database) => database switch
    {
        null => null,
        PostgreSql postgreSql => new PostgreSqlRenderer(postgreSql),
        MariaDb mariaDb => new MariaDbRenderer(mariaDb),
        var other => throw new NotSupportedException($"{other.GetType().Name} was not refused when the declaration was assessed"),
    };

    protected abstract string Unit { get; }

    protected abstract string SocketUrl(Site site);
}
