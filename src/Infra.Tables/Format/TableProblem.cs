namespace Infra.Tables.Format;

/// <summary>What is wrong with a table, and where.</summary>
public sealed record TableProblem(string Code, TextPlace Place, string Message)
{
    /// <summary>A line that is no line of a table.</summary>
    public const string Malformed = "INF8001";

    /// <summary>A word that says nothing about a property.</summary>
    public const string UnknownWord = "INF8002";

    /// <summary>A type that is declared nowhere.</summary>
    public const string UnknownType = "INF8003";

    /// <summary>A name that was used before.</summary>
    public const string Repeated = "INF8004";

    /// <summary>Facts that cannot all be true.</summary>
    public const string Contradiction = "INF8005";
}

/// <summary>A table as it was read: null if there are problems.</summary>
public sealed record TableReading(Table? Table, Items<TableProblem> Problems);
