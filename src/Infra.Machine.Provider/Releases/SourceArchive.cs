using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Releases;

/// <summary>An application's code as a compressed tar, the same bytes for the same files.</summary>
internal static class SourceArchive
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>What tells two versions of the code apart: the engine's hash, or one over the files.</summary>
    public static string HashOf(ArchiveValue archive)
    {
        if (archive.Hash.Length > 0)
        {
            return archive.Hash;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, content, _) in Files(archive))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(name + "\0"));
            hash.AppendData(SHA256.HashData(content()));
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    public static async Task WriteAsync(ArchiveValue archive, Stream to, CancellationToken cancellationToken)
    {
        await using var gzip = new GZipStream(to, CompressionLevel.Fastest, leaveOpen: true);
        await using var tar = new TarWriter(gzip, TarEntryFormat.Pax, leaveOpen: true);
        foreach (var (name, content, executable) in Files(archive))
        {
            var entry = new PaxTarEntry(TarEntryType.RegularFile, name)
            {
                Mode = executable ? Mode | Executable : Mode,
                ModificationTime = DateTimeOffset.UnixEpoch,
                DataStream = new MemoryStream(content()),
            };
            await tar.WriteEntryAsync(entry, cancellationToken);
        }
    }

    /// <exception cref="ProviderException">A part of it is not there, or is of a kind that cannot be uploaded.</exception>
    private static IEnumerable<(string Name, Func<byte[]> Content, bool Executable)> Files(ArchiveValue archive)
    {
        if (archive.Assets is { } assets)
        {
            return assets.SelectMany(a => Parts(a.Key, a.Value.Unwrap()));
        }

        return archive.Path is { } path && Directory.Exists(path) ? Tree(path, "")
            : throw new ProviderException($"the source '{archive.Path ?? archive.Uri}' is no directory on this computer");
    }

    private static IEnumerable<(string Name, Func<byte[]> Content, bool Executable)> Parts(string name, PropertyValue value) => value switch
    {
        _ when name.StartsWith('/') || name.Split('/').Contains("..") => throw new ProviderException($"the source has a file outside itself: '{name}'"),
        AssetValue { Text: { } text } => [(name, () => System.Text.Encoding.UTF8.GetBytes(text), false)],
        AssetValue { Path: { } path } => [(name, () => Read(path), IsExecutable(path))],
        ArchiveValue { Path: { } path } when Directory.Exists(path) => Tree(path, name + "/"),
        ArchiveValue { Assets: { } inner } => inner.SelectMany(a => Parts($"{name}/{a.Key}", a.Value.Unwrap())),
        _ => throw new ProviderException($"the part '{name}' of the source cannot be uploaded: it is neither a file, a text nor a directory"),
    };

    private static IEnumerable<(string Name, Func<byte[]> Content, bool Executable)> Tree(string root, string prefix) =>
        Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => (prefix + Path.GetRelativePath(root, file), (Func<byte[]>)(() => Read(file)), IsExecutable(file)));

    private static bool IsExecutable(string file) => File.Exists(file) && (File.GetUnixFileMode(file) & UnixFileMode.UserExecute) != UnixFileMode.None;

    private static byte[] Read(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProviderException($"the source cannot be read: {e.Message}", e);
        }
    }
}
