namespace Infra.DigitalOcean;

/// <summary>What DigitalOcean manages of PostgreSQL, for servers and for apps.</summary>
internal static class ManagedPostgreSql
{
    /// <summary>Those of the ordinary edition; source: github.com/digitalocean/openapi 7c1300c databases options.yml, 2026-08-07.</summary>
    public static IReadOnlyList<string> Versions { get; } = ["13", "14", "15", "16", "17"];
}
