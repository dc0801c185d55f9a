using System.IO.Hashing;
using System.Text;

namespace Infra.Engine.State;

/// <summary>
/// Batches of changes appended to a file, a line each with a check value, so that one that was cut off is recognized.
/// The first line names the checkpoint that they are changes of.
/// </summary>
internal sealed class JournalFile : IDisposable
{
    private const int CheckLength = 16;
    private readonly FileStream _stream;
    private long _length;

    private JournalFile(FileStream stream, long length = 0)
    {
        _stream = stream;
        _length = length;
    }

    /// <summary>Begins a journal in the place of any that is there.</summary>
    /// <param name="file">Where.</param>
    /// <param name="digest">Of the checkpoint's bytes; "" if there is none.</param>
    public static JournalFile Begin(string file, string digest)
    {
        var directory = Path.GetDirectoryName(file)!;
        Directory.CreateDirectory(directory);
        File.Delete(file);
        var journal = new JournalFile(new FileStream(file, Unbuffered(AtomicFile.NewFile())));
        try
        {
            journal.Append(Encoding.UTF8.GetBytes($"{{\"version\":1,\"base\":\"{digest}\"}}"));
            AtomicFile.SyncDirectory(directory);
            return journal;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Goes on with a journal; null if there is none.</summary>
    public static JournalFile? Resume(string file) => File.Exists(file)
        ? new JournalFile(new FileStream(file, Unbuffered(new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.ReadWrite })), Read(File.ReadAllBytes(file)).Length)
        : null;

    /// <summary>The whole lines of a journal, and how many bytes they are; what follows them was cut off while it was written.</summary>
    /// <exception cref="StateFormatException">A line before the last is damaged.</exception>
    public static (IReadOnlyList<ReadOnlyMemory<byte>> Lines, long Length) Read(ReadOnlyMemory<byte> content)
    {
        var lines = new List<ReadOnlyMemory<byte>>();
        var rest = content;
        var length = 0L;
        while (rest.Span.IndexOf((byte)'\n') is var end and >= 0)
        {
            var line = rest[..end];
            rest = rest[(end + 1)..];
            if (line.Length > CheckLength && Check(line.Span[(CheckLength + 1)..]).AsSpan().SequenceEqual(line.Span[..CheckLength]))
            {
                lines.Add(line[(CheckLength + 1)..]);
                length = content.Length - rest.Length;
                continue;
            }

            return rest.IsEmpty ? (lines, length) : throw new StateFormatException($"its line {lines.Count + 1} is damaged");
        }

        return (lines, length);
    }

    /// <summary>Adds a line; returns when it is on the disk. One that failed leaves no trace.</summary>
    public void Append(ReadOnlySpan<byte> json)
    {
        byte[] line = [.. Check(json), (byte)' ', .. json, (byte)'\n'];
        if (_stream.Length != _length)
        {
            _stream.SetLength(_length);
        }

        _stream.Position = _length;
        _stream.Write(line);
        _stream.Flush(flushToDisk: true);
        _length += line.Length;
    }

    public void Dispose() => _stream.Dispose();

    /// <summary>A line that could not be written must not be in a buffer that is written later.</summary>
    private static FileStreamOptions Unbuffered(FileStreamOptions options)
    {
        options.BufferSize = 0;
        return options;
    }

    private static byte[] Check(ReadOnlySpan<byte> json) => Encoding.ASCII.GetBytes(Convert.ToHexStringLower(XxHash3.Hash(json)));
}
