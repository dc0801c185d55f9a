namespace Infra.Databases;

/// <summary>How long a process keeps a connection of a pool.</summary>
public enum PoolMode
{
    /// <summary>For one transaction: few connections serve many processes. What outlives a transaction, such as a cursor on the server, is lost.</summary>
    Transaction,

    /// <summary>As long as the process is connected: everything works, and a process takes a connection as it does without a pool.</summary>
    Session,
}
