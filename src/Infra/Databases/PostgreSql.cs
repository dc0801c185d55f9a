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

    internal override IEnumerable<Finding> Validate(ValidationContext context) =>
        base.Validate(context).Concat(Extensions.Where(extension => !Names.IsDatabaseObject(extension)).Select(extension => Finding.Impossible(
            Codes.Database,
            "Database.Extensions",
            $"'{extension}' cannot be the name of an extension.",
            "Name extensions as PostgreSQL does, such as pg_trgm.")));
}
