using System.Security.Cryptography;
using System.Text;

namespace Infra.Engine.Program;

/// <summary>
/// The SHA-256 of a tar archive that is never written: plain entries of mode 0600 without times and owners, so that
/// nothing but names and contents counts.
/// </summary>
internal sealed class TarHash : IDisposable
{
    private const int Block = 512;
    private const int NameLength = 100;
    private const int PrefixLength = 155;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Adds an entry; of several of one name the first counts.</summary>
    public void Add(string name, ReadOnlySpan<byte> content)
    {
        if (_names.Add(name))
        {
            AppendHeader(name, content.Length);
            _hash.AppendData(content);
            Pad(content.Length);
        }
    }

    public bool AddFile(string name, string file)
    {
        if (!_names.Add(name))
        {
            return false;
        }

        using var stream = File.OpenRead(file);
        AppendHeader(name, stream.Length);
        var buffer = new byte[81920];
        long total = 0;
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            _hash.AppendData(buffer.AsSpan(0, read));
            total += read;
        }

        Pad(total);
        return true;
    }

    /// <summary>The hash, in lower-case hexadecimal.</summary>
    public string End()
    {
        _hash.AppendData(new byte[2 * Block]);
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public void Dispose() => _hash.Dispose();

    private void AppendHeader(string name, long size)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        if (Split(bytes) is not var (prefix, rest))
        {
            // No header can hold it: the name itself goes first, so that it still counts.
            AppendHeader("long", bytes.Length);
            _hash.AppendData(bytes);
            Pad(bytes.Length);
            (prefix, rest) = ([], Encoding.ASCII.GetBytes("long"));
        }

        var header = new byte[Block];
        rest.CopyTo(header, 0);
        WriteOctal(header.AsSpan(100, 8), 0x180);
        WriteOctal(header.AsSpan(108, 8), 0);
        WriteOctal(header.AsSpan(116, 8), 0);
        WriteOctal(header.AsSpan(124, 12), size);
        WriteOctal(header.AsSpan(136, 12), 0);
        header.AsSpan(148, 8).Fill((byte)' ');
        header[156] = (byte)'0';
        "ustar\000"u8.CopyTo(header.AsSpan(257));
        WriteOctal(header.AsSpan(329, 8), 0);
        WriteOctal(header.AsSpan(337, 8), 0);
        prefix.CopyTo(header, 345);
        WriteOctal(header.AsSpan(148, 7), header.Sum(b => b));
        _hash.AppendData(header);
    }

    /// <summary>A long name is cut at a slash, the first part as long as can be.</summary>
    private static (byte[] Prefix, byte[] Name)? Split(byte[] name)
    {
        if (name.Length <= NameLength)
        {
            return ([], name);
        }

        var at = name.AsSpan(0, Math.Min(name.Length, PrefixLength + 1)).LastIndexOf((byte)'/');
        return at > 0 && name.Length - at - 1 is > 0 and <= NameLength ? (name[..at], name[(at + 1)..]) : null;
    }

    private static void WriteOctal(Span<byte> field, long value)
    {
        for (var i = field.Length - 2; i >= 0; i--)
        {
            field[i] = (byte)('0' + (value & 7));
            value >>= 3;
        }

        field[^1] = 0;
    }

    private void Pad(long length) => _hash.AppendData(new byte[(Block - (int)(length % Block)) % Block]);
}
