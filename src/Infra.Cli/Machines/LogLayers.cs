using Infra.Engine.State;
using Infra.Protocol.Properties;

namespace Infra.Cli.Machines;

/// <summary>Which units of the journal belong to which layer.</summary>
internal static class LogLayers
{
    public static readonly string[] Names = ["app", "web", "database", "system"];

    private static readonly string[] _web = ["nginx.service", "apache2.service"];
    private static readonly string[] _database = ["postgresql*.service", "mariadb.service"];

    /// <summary>journalctl as one command line for the server's shell; no layer: all but the system's own.</summary>
    public static string Command(Snapshot snapshot, string? layer, bool follow, int lines, bool asRoot)
    {
        var units = layer switch
        {
            "app" => Applications(snapshot),
            "web" => _web,
            "database" => _database,
            "system" => [],
            _ => [.. Applications(snapshot), .. _web, .. _database],
        };
        return string.Join(' ',
        [
            .. asRoot ? Array.Empty<string>() : ["sudo", "-n"],
            "journalctl", "--no-pager", "--output=short-iso", $"--lines={lines}",
            .. follow ? ["--follow"] : Array.Empty<string>(),
            .. units.Select(unit => $"--unit={Quote(unit)}"),
        ]);
    }

    private static IEnumerable<string> Applications(Snapshot snapshot) =>
        snapshot.Resources.Where(resource => resource.Type == "machine:index:Release")
            .Select(resource => resource.Inputs.Find("service")).OfType<StringValue>()
            .Select(service => service.Value.EndsWith('@') ? service.Value + "*" : service.Value)
            .Distinct(StringComparer.Ordinal);

    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
