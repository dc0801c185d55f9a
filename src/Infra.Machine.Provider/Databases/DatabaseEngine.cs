namespace Infra.Machine.Provider.Databases;

/// <summary>A kind of database server.</summary>
internal enum DatabaseEngine
{
    PostgreSql,
    MariaDb,
}
