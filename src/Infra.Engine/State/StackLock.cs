using System.Globalization;
using System.Text;
using System.Text.Json;
using Infra.Engine.Diagnostics;

namespace Infra.Engine.State;

/// <summary>Pulumi's advisory lock: a file per holder in the stack's lock directory.</summary>
internal sealed class StackLock : IDisposable
{
    private readonly string _file;

    private StackLock(string file) => _file = file;

    /// <exception cref="InfraException">INF2004: somebody else holds it.</exception>
    public static StackLock Acquire(string directory, TimeProvider clock)
    {
        Directory.CreateDirectory(directory);
        var own = Path.Combine(directory, $"{Guid.NewGuid()}.json");
        RefuseIfHeld(directory, own);
        AtomicFile.Write(own, Describe(clock));
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

    private static byte[] Describe(TimeProvider clock) =>
        JsonSerializer.SerializeToUtf8Bytes(new LockHolder(
            Environment.ProcessId, Environment.UserName, Environment.MachineName, clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture)));

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
            detail.Append("\n  file://").Append(file).Append(": ").Append(Holder(file));
        }

        throw new InfraException(
            DiagnosticCodes.StackLocked, "The stack is locked by another process", detail.ToString(),
            "Wait for it to end. If it is gone, remove the lock with\n    infra cancel");
    }

    private static string Holder(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<LockHolder>(File.ReadAllBytes(file)) is { } holder
                ? $"created by {holder.username}@{holder.hostname} (pid {holder.pid}{(IsDead(holder) ? ", which is not running any more" : "")}) at {holder.timestamp}"
                : "nobody says whose it is";
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return "nobody says whose it is";
        }
    }

    private static bool IsDead(LockHolder holder) =>
        holder.hostname == Environment.MachineName && !Directory.Exists($"/proc/{holder.pid.ToString(CultureInfo.InvariantCulture)}") && Directory.Exists("/proc/self");

#pragma warning disable IDE1006, CA1812 // names of the file format
    private sealed record LockHolder(int pid, string username, string hostname, string timestamp);
#pragma warning restore IDE1006, CA1812
}
