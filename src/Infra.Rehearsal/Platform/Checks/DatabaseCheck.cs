using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Databases;
using Infra.Rehearsal.Facts;

namespace Infra.Rehearsal.Platform.Checks;

/// <summary>What the cloud refuses of a database of an app.</summary>
internal static class DatabaseCheck
{
    public static IEnumerable<CheckFailure> Run(AppDatabase database)
    {
        var (path, inputs, versions) = (database.Path, database.Inputs, CloudFacts.DigitalOcean.Databases["pg"]);
        var isUnknown = inputs.IsUnknown("clusterName") || inputs.IsUnknown("production");
        return
        [
            .. AppCheck.Fail($"{path}.engine", database.IsManaged && database.Engine is not ("PG" or "MYSQL") ? $"'{database.Engine}' cannot be rehearsed; PG and MYSQL can" : null),
            .. AppCheck.Fail($"{path}.engine", !database.IsManaged && !isUnknown && database.Engine != "PG" ? "is PG: development databases are PostgreSQL. For another set production: true and clusterName" : null),
            .. AppCheck.Fail($"{path}.clusterName", database.IsManaged && !isUnknown && database.Cluster.Length == 0 ? "is needed for a production database: a DatabaseCluster's name" : null),
            .. AppCheck.Fail($"{path}.production", !isUnknown && database.Cluster.Length > 0 && !inputs.Flag("production") ? "is true where clusterName is given" : null),
            .. AppCheck.Fail($"{path}.version", !database.IsManaged && database.Version is { Length: > 0 } version && !versions.Contains(version) ? $"cannot be '{version}'; versions of PG: {string.Join(", ", versions)}" : null),
            .. new[] { "dbName", "dbUser" }.SelectMany(name => AppCheck.Fail(
                $"{path}.{name}", inputs.Text(name) is { Length: > 0 } given && !DatabaseServer.IsName(given) ? $"cannot be '{given}': letters, digits, '_' and '-', at most 63" : null)),
        ];
    }
}
