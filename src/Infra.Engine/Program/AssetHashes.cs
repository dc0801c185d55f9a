using System.Security.Cryptography;
using System.Text;
using Infra.Engine.Plan;
using Infra.Protocol.Properties;

namespace Infra.Engine.Program;

/// <summary>Fills in the hashes of assets and archives, so that a change of content is a change of the input.</summary>
internal static class AssetHashes
{
    private static readonly string[] _packed = [".tar", ".tgz", ".tar.gz", ".zip", ".jar"];

    /// <param name="value">Any value.</param>
    /// <param name="directory">Relative paths start here.</param>
    /// <exception cref="PlanException">A file is not there or cannot be read.</exception>
    public static PropertyValue Fill(PropertyValue value, string directory) => value switch
    {
        SecretValue secret => Fill(secret.Value, directory).AsSecret(),
        ArrayValue array when array.Items.Any(IsInteresting) => PropertyValue.Array(array.Items.Select(item => Fill(item, directory))),
        ObjectValue map when map.Properties.Values.Any(IsInteresting) => PropertyMap.From(map.Properties.Select(p => KeyValuePair.Create(p.Key, Fill(p.Value, directory)))),
        AssetValue { Hash: "" } asset => asset with { Hash = HashOf(asset, directory) },
        ArchiveValue { Hash: "" } archive => archive with { Hash = HashOf(archive, directory), Assets = archive.Assets is { } assets ? ((ObjectValue)Fill(assets, directory)).Properties : null },
        _ => value,
    };

    private static bool IsInteresting(PropertyValue value) => value is SecretValue or ArrayValue or ObjectValue or AssetValue or ArchiveValue;

    private static string HashOf(AssetValue asset, string directory) => asset switch
    {
        { Text: { } text } => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
        { Path: { } path } => Read(path, directory, file => Hash(file)),
        _ => throw Remote(asset.Uri),
    };

    private static string HashOf(ArchiveValue archive, string directory)
    {
        switch (archive)
        {
            case { Path: { } path } when _packed.Any(end => path.EndsWith(end, StringComparison.OrdinalIgnoreCase)):
                return Read(path, directory, Hash);
            case { Path: { } path }:
                return Read(path, directory, root =>
                {
                    using var tar = new TarHash();
                    AddDirectory(tar, root, "");
                    return tar.End();
                });
            case { Assets: { } assets }:
                using (var tar = new TarHash())
                {
                    AddAssets(tar, assets, "", directory);
                    return tar.End();
                }

            default:
                throw Remote(archive.Uri);
        }
    }

    private static void AddAssets(TarHash tar, PropertyMap assets, string prefix, string directory)
    {
        foreach (var (name, value) in assets)
        {
            switch (value.Unwrap())
            {
                case AssetValue { Text: { } text }:
                    tar.Add(prefix + name, Encoding.UTF8.GetBytes(text));
                    break;
                case AssetValue { Path: { } path }:
                    Read(path, directory, file => tar.AddFile(prefix + name, file));
                    break;
                case ArchiveValue { Assets: { } inner }:
                    AddAssets(tar, inner, prefix + name + "/", directory);
                    break;
                case ArchiveValue { Path: { } path }:
                    Read(path, directory, root => AddDirectory(tar, root, prefix + name + "/"));
                    break;
                case AssetValue asset:
                    throw Remote(asset.Uri);
                case ArchiveValue archive:
                    throw Remote(archive.Uri);
                default:
                    throw new PlanException("", $"the archive's member '{prefix}{name}' is neither an asset nor an archive");
            }
        }
    }

    /// <summary>Files in lexical order; links to directories and what Pulumi keeps for itself are left out.</summary>
    private static bool AddDirectory(TarHash tar, string root, string prefix)
    {
        foreach (var entry in new DirectoryInfo(root).EnumerateFileSystemInfos().OrderBy(e => e.Name, StringComparer.Ordinal).Where(e => e.Name != ".pulumi"))
        {
            if (entry is DirectoryInfo { LinkTarget: null })
            {
                AddDirectory(tar, entry.FullName, prefix + entry.Name + "/");
            }
            else if (File.Exists(entry.FullName))
            {
                tar.AddFile(prefix + entry.Name, entry.FullName);
            }
        }

        return true;
    }

    private static string Hash(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static T Read<T>(string path, string directory, Func<string, T> read)
    {
        try
        {
            return read(Path.GetFullPath(Path.Combine(directory, path)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new PlanException("", $"the asset or archive '{path}' cannot be read: {e.Message}", e);
        }
    }

    private static PlanException Remote(string? uri) =>
        new("", $"the asset or archive '{uri}' is to be fetched from elsewhere, which this engine does not do yet; download it and give its path");
}
