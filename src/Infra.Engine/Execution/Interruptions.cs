using Infra.Engine.State;
using Infra.Protocol.Providers;

namespace Infra.Engine.Execution;

/// <summary>Tells what an earlier operation began and nobody saw the end of.</summary>
internal static class Interruptions
{
    public static void Warn(Snapshot snapshot, EventSink events)
    {
        if (snapshot.PendingOperations.Length == 0)
        {
            return;
        }

        var lines = snapshot.PendingOperations.Select(p => $"  * {p.Resource.Urn}, interrupted while {Verb(p.Type)}");
        events.Diagnose("", LogSeverity.Warning,
            $"an earlier operation was interrupted before its end; of these it is not known whether they were done:\n{string.Join('\n', lines)}\n"
            + "A refresh finds out about the existing ones. What was being created may exist without being in the state: it is created again when the program still wants it, so look for it, and tell `infra refresh`: --import-pending-creates <urn> <id> if it is there, --clear-pending-creates if it is not.");
    }

    private static string Verb(PendingOperationType type) => type.ToString().ToLowerInvariant();
}
