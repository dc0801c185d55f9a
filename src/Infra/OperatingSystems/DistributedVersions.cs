namespace Infra.OperatingSystems;

/// <summary>Versions that an operating system has in its own archive: those that get its security updates.</summary>
/// <param name="Python">As in python3.</param>
/// <param name="PostgreSql">As in postgresql.</param>
/// <param name="MariaDb">As in mariadb-server.</param>
/// <param name="Source">Where this is from, with its date.</param>
public sealed record DistributedVersions(string Python, string PostgreSql, string MariaDb, string Source);
