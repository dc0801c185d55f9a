using System.Diagnostics.CodeAnalysis;

namespace Infra.Databases;

/// <summary>MariaDB.</summary>
public sealed record MariaDb : Database
{
    [SetsRequiredMembers]
    public MariaDb() => Version = "10.11";
}
