using System.Text;
using Infra.Engine.Diagnostics;

namespace Infra.Engine.State;

/// <summary>Pulumi's advisory lock: a file per holder in the stack's lock directory.</summary>
internal sealed class StackLock : IDisposable
{
    private readonly string _file;

    private StackLock(string file) => _file = file;

    /// <exception cref="InfraException">INF2004: somebody else holds it. INF2008: its directory cannot be written.</exception>
    public static StackLock Acquire(string directory, TimeProvider clock)
    {
        var own = Path.Combine(directory, $"{Guid.NewGuid()}.json");
        try
        {
            Directory.CreateDirectory(directory);
            RefuseIfHeld(directory, own);
            AtomicFile.Write(own, LockHolder.Describe(clock));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InfraException(
                DiagnosticCodes.StateNotWritten, "The stack cannot be locked", $"{directory}: {e.Message}", "Make room or give access, then run the command again. Nothing was changed.", directory, inner: e);
        }

        try
        {
            RefuseIfHeld(directory, own);
        }
        catch
        {
            File.Delete(own);
            throw;
        }

        return new StackLock(own);
    }

    /// <summary>Lock files of a directory, temporary and sidecar files left out.</summary>
    public static IReadOnlyList<string> Files(string directory) =>
        Directory.Exists(directory) ? [.. Directory.EnumerateFiles(directory, "*.json").Order(StringComparer.Ordinal)] : [];

    public void Dispose() => File.Delete(_file);

    private static void RefuseIfHeld(string directory, string own)
    {
        string[] others = [.. Files(directory).Where(file => file != own)];
        if (others.Length == 0)
        {
            return;
        }

        var detail = new StringBuilder($"It is held by {others.Length} lock(s):");
        foreach (var file in others)
        {
            detail.Append("\n  file://").Append(file).Append(": ").Append(LockHolder.Read(file).Text);
        }

        throw new InfraException(
            DiagnosticCodes.StackLocked, "The stack is locked by another process", detail.ToString(),
            "Wait for it to end. If it is gone, remove the lock with\n    infra cancel");
    }
}
