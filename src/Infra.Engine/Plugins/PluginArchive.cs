using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Infra.Engine.Plugins;

/// <summary>A plugin's release archive: written once, then unpacked so that nothing gets out of its directory.</summary>
internal static class PluginArchive
{
    /// <summary>Larger than any plugin there is; more is an attack or an error.</summary>
    private const long MaximumLength = 4L * 1024 * 1024 * 1024;

    /// <summary>Writes the stream into the file and returns its SHA-256 in lower-case hexadecimal.</summary>
    /// <exception cref="InvalidDataException">It is too large.</exception>
    public static async Task<string> SaveAsync(Stream source, string file, CancellationToken cancellationToken)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var target = File.Create(file);
        var buffer = new byte[128 * 1024];
        for (long length = 0; await source.ReadAsync(buffer, cancellationToken) is > 0 and var read; length += read)
        {
            if (length > MaximumLength)
            {
                throw new InvalidDataException($"It is larger than {MaximumLength} bytes.");
            }

            digest.AppendData(buffer, 0, read);
            await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    /// <summary>Files and directories only: links and devices are refused, and so are names that lead out.</summary>
    /// <exception cref="InvalidDataException">It is no tar.gz, or holds what it must not.</exception>
    public static async Task UnpackAsync(string archive, string directory, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        await using var packed = File.OpenRead(archive);
        await using var plain = new GZipStream(packed, CompressionMode.Decompress);
        await using var tar = new TarReader(plain);
        try
        {
            long length = 0;
            while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
            {
                length += entry.Length;
                await UnpackAsync(entry, directory, length, cancellationToken);
            }
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException)
        {
            throw new InvalidDataException($"The archive cannot be read: {e.Message}", e);
        }
    }

    private static async Task UnpackAsync(TarEntry entry, string directory, long length, CancellationToken cancellationToken)
    {
        if (length > MaximumLength)
        {
            throw new InvalidDataException($"Unpacked it is larger than {MaximumLength} bytes.");
        }

        var target = Path.GetFullPath(Path.Combine(directory, entry.Name));
        if (Path.IsPathRooted(entry.Name) || !(target + "/").StartsWith(directory + "/", StringComparison.Ordinal))
        {
            throw new InvalidDataException($"The archive's member '{entry.Name}' leads out of the plugin's directory.");
        }

        switch (entry.EntryType)
        {
            case TarEntryType.Directory:
                Directory.CreateDirectory(target);
                break;
            case TarEntryType.RegularFile or TarEntryType.V7RegularFile:
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                await entry.ExtractToFileAsync(target, overwrite: true, cancellationToken);
                break;
            case TarEntryType.GlobalExtendedAttributes:
                break;
            default:
                throw new InvalidDataException($"The archive's member '{entry.Name}' is a {entry.EntryType}; only files and directories are unpacked.");
        }
    }
}
