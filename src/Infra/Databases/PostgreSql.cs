using System.Diagnostics.CodeAnalysis;
using Infra.Hosting;
using Infra.Text;

namespace Infra.Databases;

/// <summary>PostgreSQL.</summary>
public sealed record PostgreSql : Database
{
    [SetsRequiredMembers]
    public PostgreSql() => Version = "15";

    /// <summary>Extensions to create in the database.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>Null: the application's processes connect to the database itself. Of a managed database.</summary>
    public ConnectionPool? Pool { get; init; }

    internal override IEnumerable<Finding> Validate(ValidationContext context)
    {
        foreach (var finding in base.Validate(context))
        {
            yield return finding;
        }

        foreach (var extension in Extensions.Where(extension => !Names.IsDatabaseObject(extension)))
        {
            yield return Finding.Impossible(Codes.Database, "Database.Extensions", $"'{extension}' cannot be the name of an extension.", "Name extensions as PostgreSQL does, such as pg_trgm.");
        }

        if (Pool?.Size < 1)
        {
            yield return Finding.Impossible(Codes.Database, "Database.Pool.Size", $"A pool cannot hold {Pool.Size} connections.", "Declare 1 or more.");
        }

        if (Pool is not null && Placement != Placement.Managed)
        {
            yield return Finding.Impossible(
                Codes.Database, "Database.Pool", $"A database that is {Placement} has no pool: its 100 connections are the application's alone.", "Declare Placement.Managed, or no pool.");
        }
    }
}
