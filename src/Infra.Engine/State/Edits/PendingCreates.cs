using System.Collections.Immutable;
using Infra.Engine.Diagnostics;

namespace Infra.Engine.State.Edits;

/// <summary>Settles creations that began and whose end nobody saw: what they were to make may exist without being in the state.</summary>
public static class PendingCreates
{
    public static ImmutableArray<PendingOperation> Of(Snapshot snapshot) =>
        [.. snapshot.PendingOperations.Where(p => p.Type == PendingOperationType.Creating)];

    /// <summary>Forgets them: nothing was made, or somebody has taken it away.</summary>
    /// <param name="snapshot">The state.</param>
    /// <param name="urns">Whose; null for all.</param>
    public static Snapshot Clear(Snapshot snapshot, IReadOnlyCollection<string>? urns = null) => snapshot with
    {
        PendingOperations = snapshot.PendingOperations.RemoveAll(p => p.Type == PendingOperationType.Creating && urns?.Contains(p.Resource.Urn) != false),
    };

    /// <summary>
    /// Takes what was made into the state, by its id; a refresh then reads how it is, or that it is not there. What it was to
    /// replace waits to be deleted.
    /// </summary>
    /// <exception cref="InfraException">INF2012: one of the URNs is of no such creation, an id is empty, or the state would not be valid.</exception>
    public static Snapshot Import(Snapshot snapshot, IReadOnlyDictionary<string, string> ids)
    {
        var made = Of(snapshot).Where(p => ids.ContainsKey(p.Resource.Urn)).Select(p => p.Resource).DistinctBy(r => r.Urn).ToList();
        string[] unknown = [.. ids.Where(pair => pair.Value.Length == 0 || !made.Exists(r => r.Urn == pair.Key)).Select(pair => pair.Key)];
        if (unknown.Length > 0)
        {
            throw Refused(
                $"Of these no creation was interrupted, or their id is empty:\n{string.Join('\n', unknown.Select(urn => $"  * {urn}"))}",
                Of(snapshot) is { Length: > 0 } all ? $"Interrupted were:\n{string.Join('\n', all.Select(p => $"    {p.Resource.Urn}"))}" : "The state has no interrupted creation.");
        }

        var urns = made.Select(r => r.Urn).ToHashSet(StringComparer.Ordinal);
        var imported = Clear(snapshot, urns) with
        {
            Resources =
            [
                .. snapshot.Resources.Select(r => urns.Contains(r.Urn) && !r.Delete ? r with { Delete = true } : r),
                .. made.Select(r => r with { Id = ids[r.Urn], Outputs = r.Outputs.Count > 0 ? r.Outputs : r.Inputs, Delete = false }),
            ],
        };
        return SnapshotIntegrity.Verify(imported) is { } problem ? throw Refused($"With them the state would not be valid: {problem}.", "Clear the creation, and run 'infra up'.") : imported;
    }

    private static InfraException Refused(string detail, string help) =>
        new(DiagnosticCodes.EditRefused, "The interrupted creations cannot be settled so", detail, help, exitCode: ExitCodes.Configuration);
}
