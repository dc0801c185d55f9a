using System.Globalization;
using System.Text.Json;

namespace Infra.Engine.State;

/// <summary>Who holds a lock of a stack, as the lock's file says.</summary>
/// <param name="File">The lock's file.</param>
/// <param name="Text">In words: "created by ada@host (pid 12) at …".</param>
/// <param name="Life">What is known of the process.</param>
public sealed record LockHolder(string File, string Text, LockLife Life)
{
    /// <summary>What a holder writes about itself.</summary>
    internal static byte[] Describe(TimeProvider clock) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new Content(Environment.ProcessId, Environment.UserName, Environment.MachineName, clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture)),
            EngineJson.Default.Content);

    internal static LockHolder Read(string file)
    {
        try
        {
            if (JsonSerializer.Deserialize(System.IO.File.ReadAllBytes(file), EngineJson.Default.Content) is { } holder)
            {
                var life = LifeOf(holder);
                var note = life == LockLife.Dead ? ", which is not running any more" : "";
                return new LockHolder(file, $"created by {holder.username}@{holder.hostname} (pid {holder.pid}{note}) at {holder.timestamp}", life);
            }
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            // A lock all the same.
        }

        return new LockHolder(file, "nobody says whose it is", LockLife.Unknown);
    }

    private static LockLife LifeOf(Content holder) =>
        holder.hostname != Environment.MachineName || !Directory.Exists("/proc/self") ? LockLife.Unknown
        : Directory.Exists($"/proc/{holder.pid.ToString(CultureInfo.InvariantCulture)}") ? LockLife.Running
        : LockLife.Dead;

#pragma warning disable IDE1006 // names of the file format
    internal sealed record Content(int pid, string username, string hostname, string timestamp);
#pragma warning restore IDE1006
}
