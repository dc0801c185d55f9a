using System.Text.RegularExpressions;
using Infra.Engine.Diagnostics;
using Infra.Engine.Workspace;

namespace Infra.Engine.Plugins;

/// <summary>Finds a provider's plugin, in Pulumi's order: an executable, or a directory with a PulumiPlugin.yaml.</summary>
internal sealed partial class PluginLocator(Project project, PluginEnvironment environment)
{
    /// <summary>Null if there is none.</summary>
    /// <param name="request">What is wanted; a version matters in the cache only.</param>
    /// <param name="fromPath">Gets the path of one that was found on $PATH, which may be another than a person expects.</param>
    /// <exception cref="InfraException">INF4302: it is not where the project says.</exception>
    public string? Find(PluginRequest request, Action<string> fromPath)
    {
        if (FromProject(request.Package) is { } own)
        {
            return own;
        }

        if (environment.SearchPath.Select(directory => Path.Combine(directory, FileName(request.Package))).FirstOrDefault(File.Exists) is { } ambient)
        {
            fromPath(ambient);
            return ambient;
        }

        var bundled = Path.Combine(environment.BundleDirectory, FileName(request.Package));
        return environment.BundleDirectory.Length > 0 && File.Exists(bundled) ? bundled : FromCache(request.Package, request.Version);
    }

    public static string FileName(string package) => $"pulumi-resource-{package}";

    /// <summary>The plugin of an unpacked release; null if it is none.</summary>
    public static string? In(string directory, string package) =>
        Path.Combine(directory, FileName(package)) is var file && File.Exists(file) ? file
        : File.Exists(Path.Combine(directory, PluginCommand.Description)) ? directory
        : null;

    private string? FromProject(string package)
    {
        if (!project.ProviderPlugins.TryGetValue(package, out var path))
        {
            return null;
        }

        return Directory.Exists(path) ? In(path, package) ?? throw Misplaced(package, $"'{path}' holds neither {FileName(package)} nor {PluginCommand.Description}.")
            : File.Exists(path) ? path
            : throw Misplaced(package, $"'{path}' does not exist.");
    }

    private InfraException Misplaced(string package, string detail) => new(
        "INF4302", $"the plugin of provider '{package}' is not where the project says", detail, "Correct its `path` under plugins.providers, or build the plugin.", project.File);

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
            .Where(found => !File.Exists(found.directory + ".partial") && In(found.directory, package) is not null)
            .OrderBy(found => found.Version!.Prerelease.Length == 0)
            .ThenBy(found => found.Version)
            .Select(found => In(found.directory, package))
            .LastOrDefault();
    }

    private static SemanticVersion? VersionOf(string directory, string package) =>
        CacheName().Match(Path.GetFileName(directory)) is { Success: true } match && match.Groups["name"].Value == package
            ? SemanticVersion.TryParse(match.Groups["version"].Value)
            : null;

    [GeneratedRegex(@"^resource-(?<name>.+)-v(?<version>\d+\.\d+\.\d+.*)$")]
    private static partial Regex CacheName();
}
