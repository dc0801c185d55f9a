namespace Infra.Databases;

/// <summary>Connections to a database that all processes of the application share.</summary>
public sealed record ConnectionPool
{
    /// <summary>How many connections the pool holds to the database; who finds none free waits.</summary>
    public int Size { get; init; } = 10;

    public PoolMode Mode { get; init; } = PoolMode.Transaction;
}
