using System.Text.Json;
using Infra.Engine.Diagnostics;

namespace Infra.Engine.State;

/// <summary>Reads a state file and tells what is wrong with one by its place.</summary>
internal static class StateFile
{
    public static async Task<Snapshot> ReadAsync(string file, Func<ReadOnlyMemory<byte>, Task<Snapshot>> read, CancellationToken cancellationToken)
    {
        byte[] content;
        try
        {
            content = await File.ReadAllBytesAsync(file, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(file, e.Message, file, e);
        }

        return await ReadAsync(file, content, read);
    }

    public static async Task<Snapshot> ReadAsync(string file, byte[] content, Func<ReadOnlyMemory<byte>, Task<Snapshot>> read)
    {
        try
        {
            return await read(Compression.Unpack(content));
        }
        catch (JsonException e)
        {
            var place = e.LineNumber is { } line ? $"{file}:{line + 1}:{e.BytePositionInLine + 1}" : file;
            throw Unreadable(file, content.Length == 0 ? "It is empty." : "It is not whole JSON: it was cut or changed.", place, e);
        }
        catch (InvalidDataException e)
        {
            throw Unreadable(file, $"It is compressed, but not whole: {e.Message.TrimEnd('.')}.", file, e);
        }
        catch (StateFormatException e)
        {
            throw Unreadable(file, $"It is JSON, but not a state: {e.Message}.", file, e);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or ArgumentException)
        {
            throw Unreadable(file, "It is JSON, but not a state.", file, e);
        }
        catch (StateVersionException e)
        {
            throw new InfraException(
                DiagnosticCodes.StateNewer, "The state was written by a version that infra does not understand", $"{file}: {e.Message}",
                "Use the version that wrote it, or a newer infra. Nothing was changed.", file, inner: e);
        }
    }

    private static InfraException Unreadable(string file, string detail, string place, Exception inner)
    {
        var help = File.Exists(file + ".bak") ? $"The state before it is in {file}.bak; older ones are under .pulumi/backups." : "Older states are under .pulumi/backups, if there are any.";
        return new InfraException(DiagnosticCodes.StateUnreadable, "The state cannot be read", $"{file}: {detail}", $"{help} Nothing was changed.", place, inner: inner);
    }
}
