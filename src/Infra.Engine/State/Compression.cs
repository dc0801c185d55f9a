using System.IO.Compression;
using ZstdSharp;

namespace Infra.Engine.State;

/// <summary>How a file of the backend is compressed: told by its content when it is read, by its name otherwise.</summary>
internal static class Compression
{
    public const string Gzip = ".gz";
    public const string Zstandard = ".zst";

    private static readonly byte[] _gzipMark = [0x1f, 0x8b];
    private static readonly byte[] _zstandardMark = [0x28, 0xb5, 0x2f, 0xfd];

    /// <summary>The suffixes a file may have; "" first.</summary>
    public static IReadOnlyList<string> Suffixes { get; } = ["", Gzip, Zstandard];

    /// <summary>Far more than any state, and little enough to be kept in memory.</summary>
    private const long MaximumLength = 1L << 30;

    /// <exception cref="InvalidDataException">It is compressed, but not whole, or larger than anything real.</exception>
    public static ReadOnlyMemory<byte> Unpack(byte[] content, long maximum = MaximumLength)
    {
        var isGzip = content.AsSpan().StartsWith(_gzipMark);
        if (!isGzip && !content.AsSpan().StartsWith(_zstandardMark))
        {
            return content;
        }

        using var packed = new MemoryStream(content);
        using Stream reader = isGzip ? new GZipStream(packed, CompressionMode.Decompress) : new DecompressionStream(packed);
        using var plain = new MemoryStream();
        try
        {
            var buffer = new byte[81920];
            for (var read = reader.Read(buffer); read > 0; read = reader.Read(buffer))
            {
                plain.Write(buffer, 0, read);
                if (plain.Length > maximum)
                {
                    throw new InvalidDataException($"what is compressed in it is larger than {maximum} bytes");
                }
            }
        }
        catch (Exception e) when (e is ZstdException or EndOfStreamException)
        {
            throw new InvalidDataException(e.Message, e);
        }

        return plain.ToArray();
    }

    public static byte[] Pack(byte[] content, string suffix)
    {
        using var packed = new MemoryStream();
        using (Stream writer = suffix switch
        {
            Gzip => new GZipStream(packed, CompressionLevel.Fastest),
            Zstandard => new CompressionStream(packed),
            _ => throw new ArgumentOutOfRangeException(nameof(suffix), suffix, null),
        })
        {
            writer.Write(content);
        }

        return packed.ToArray();
    }
}
