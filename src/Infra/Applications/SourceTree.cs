using System.Collections.Immutable;
using Pulumi;

namespace Infra.Applications;

/// <summary>The files of an application that go to a server.</summary>
/// <param name="Files">Path relative to the root, with slashes, to absolute path; in the order of the former.</param>
public sealed record SourceTree(ImmutableSortedDictionary<string, string> Files)
{
    public const string IgnoreFile = ".infraignore";

    /// <summary>Reads names, not contents. Links to directories are not followed.</summary>
    public static SourceTree Read(string root)
    {
        var ignoreFile = Path.Combine(root, IgnoreFile);
        var rules = IgnoreRules.Default.With(File.Exists(ignoreFile) ? File.ReadAllLines(ignoreFile) : []);
        var files = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var pending = new Stack<(DirectoryInfo Directory, string Prefix)>([(new DirectoryInfo(root), "")]);
        while (pending.TryPop(out var current))
        {
            foreach (var entry in current.Directory.EnumerateFileSystemInfos())
            {
                var path = current.Prefix + entry.Name;
                if (entry is DirectoryInfo directory)
                {
                    if (directory.LinkTarget is null && !rules.Ignores(path, isDirectory: true))
                    {
                        pending.Push((directory, path + "/"));
                    }
                }
                else if (!rules.Ignores(path, isDirectory: false) && IsInside(root, entry))
                {
                    files.Add(path, entry.FullName);
                }
            }
        }

        return new SourceTree(files.ToImmutable());
    }

    public AssetArchive ToArchive() =>
        new(Files.ToDictionary(file => file.Key, file => (AssetOrArchive)new FileAsset(file.Value)));

    /// <summary>A link that leads out of the tree would upload what nobody declared.</summary>
    private static bool IsInside(string root, FileSystemInfo entry) =>
        entry.LinkTarget is null
        || (entry.ResolveLinkTarget(returnFinalTarget: true) is FileInfo { Exists: true } target
            && target.FullName.StartsWith(Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal));
}
