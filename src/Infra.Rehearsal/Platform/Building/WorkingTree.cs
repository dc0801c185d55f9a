using System.Collections.Immutable;
using Infra.Machine.Provider.Local.Host;
using Infra.Machine.Provider.Releases;
using Infra.Protocol.Properties;

namespace Infra.Rehearsal.Platform.Building;

/// <summary>The project's working tree, which stands for the repository that the platform would clone.</summary>
internal sealed class WorkingTree(string root)
{
    // What a repository does not hold, where there is no git to say so.
    private static readonly ImmutableHashSet<string> _leftOut =
        [".git", ".hg", ".svn", ".DS_Store", ".env", ".idea", ".mypy_cache", ".pytest_cache", ".tox", ".venv", ".vscode", "__pycache__", "node_modules", "venv"];

    public string Root => root;

    /// <summary>Of the repository that the directory is in; the directory itself if it is in none.</summary>
    public static WorkingTree Around(string directory)
    {
        for (var at = new DirectoryInfo(directory); at is not null; at = at.Parent)
        {
            if (Path.Exists(Path.Combine(at.FullName, ".git")))
            {
                return new(at.FullName);
            }
        }

        return new(directory);
    }

    /// <summary>The directory in it that a component is built of; null if there is none.</summary>
    public string? DirectoryOf(AppComponent component)
    {
        var directory = Path.GetFullPath(Path.Combine(root, component.SourceDirectory));
        return Directory.Exists(directory) ? directory : null;
    }

    /// <summary>The files below one of its directories that a clone would have, those not committed yet included.</summary>
    public async Task<ArchiveValue> ReadAsync(string directory, CancellationToken cancellationToken)
    {
        var listed = Path.Exists(Path.Combine(root, ".git")) && HostCommand.Find("git") is not null
            ? await HostCommand.TryAsync(
                "git", ["-c", "safe.directory=*", "-C", directory, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", "."], cancellationToken)
            : null;
        var names = listed is { Succeeded: true } ? listed.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries) : Walk(new DirectoryInfo(directory), "");
        return new ArchiveValue(
            PropertyMap.From(names.Where(n => IsInside(directory, n)).Select(n => KeyValuePair.Create(n, (PropertyValue)new AssetValue(null, Path.Combine(directory, n), null)))), null, null);
    }

    /// <summary>What tells two states of a component's source apart.</summary>
    public async Task<string> DigestAsync(AppComponent component, CancellationToken cancellationToken) =>
        DirectoryOf(component) is { } directory ? SourceArchive.HashOf(await ReadAsync(directory, cancellationToken)) : "";

    private static IEnumerable<string> Walk(DirectoryInfo directory, string prefix) =>
        directory.EnumerateFileSystemInfos().Where(e => !_leftOut.Contains(e.Name) && e.Extension is not (".pyc" or ".sqlite3")).SelectMany(e => e switch
        {
            DirectoryInfo { LinkTarget: null } below => Walk(below, $"{prefix}{e.Name}/"),
            FileInfo => [prefix + e.Name],
            _ => [],
        });

    /// <summary>A file that is there; a link that leads out of the tree would bring what no repository holds.</summary>
    private static bool IsInside(string directory, string name)
    {
        var file = new FileInfo(Path.Combine(directory, name));
        return file.Exists && (file.LinkTarget is null
            || (file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo { Exists: true } target && target.FullName.StartsWith(directory + "/", StringComparison.Ordinal)));
    }
}
