using System.Text.RegularExpressions;
using Infra.Engine.Diagnostics;
using Infra.Engine.Workspace;

namespace Infra.Engine.Plugins;

/// <summary>Finds the executable of a provider plugin, in Pulumi's order.</summary>
internal sealed partial class PluginLocator(Project project, PluginEnvironment environment)
{
    /// <exception cref="InfraException">There is none.</exception>
    public string Find(string package, string version) =>
        FromProject(package)
        ?? environment.SearchPath.Select(directory => Path.Combine(directory, FileName(package))).FirstOrDefault(File.Exists)
        ?? FromCache(package, version)
        ?? throw Missing(package, version);

    private string? FromProject(string package)
    {
        if (!project.ProviderPlugins.TryGetValue(package, out var path))
        {
            return null;
        }

        var file = Directory.Exists(path) ? Path.Combine(path, FileName(package)) : path;
        return File.Exists(file)
            ? file
            : throw new InfraException("INF4302", $"the plugin of provider '{package}' is not where the project says", $"'{file}' does not exist.", "Correct its `path` under plugins.providers, or build the plugin.", project.File);
    }

    private string? FromCache(string package, string version)
    {
        if (!Directory.Exists(environment.CacheDirectory))
        {
            return null;
        }

        var wanted = version.Length > 0 ? SemanticVersion.TryParse(version) : null;
        return Directory.EnumerateDirectories(environment.CacheDirectory, $"resource-{package}-v*")
            .Select(directory => (directory, Version: VersionOf(directory, package)))
            .Where(found => found.Version is not null && (version.Length == 0 || found.Version == wanted))
            .Where(found => !File.Exists(found.directory + ".partial") && File.Exists(Path.Combine(found.directory, FileName(package))))
            .OrderBy(found => found.Version!.Prerelease.Length == 0)
            .ThenBy(found => found.Version)
            .Select(found => Path.Combine(found.directory, FileName(package)))
            .LastOrDefault();
    }

    private static SemanticVersion? VersionOf(string directory, string package) =>
        CacheName().Match(Path.GetFileName(directory)) is { Success: true } match && match.Groups["name"].Value == package
            ? SemanticVersion.TryParse(match.Groups["version"].Value)
            : null;

    private InfraException Missing(string package, string version)
    {
        var named = version.Length > 0 ? $"{package} v{version}" : package;
        var directory = Path.Combine(environment.CacheDirectory, $"resource-{package}-v{(version.Length > 0 ? version : "<version>")}");
        return new InfraException(
            "INF4302",
            $"the provider plugin {named} is not installed",
            $"Looked in plugins.providers of {project.File}, for {FileName(package)} on $PATH, and in {environment.CacheDirectory}.",
            $"Install it with the official CLI:\n  pulumi plugin install resource {package}{(version.Length > 0 ? " v" + version : "")}\nor unpack its release archive into {directory}, or name its path under plugins.providers in Pulumi.yaml.");
    }

    private static string FileName(string package) => $"pulumi-resource-{package}";

    [GeneratedRegex(@"^resource-(?<name>.+)-v(?<version>\d+\.\d+\.\d+.*)$")]
    private static partial Regex CacheName();
}
