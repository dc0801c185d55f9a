using Infra.Engine.Diagnostics;
using Infra.Engine.Urns;

namespace Infra.Engine.State.Edits;

/// <summary>Gives a resource another name; whatever refers to it follows.</summary>
public static class StateRename
{
    /// <summary>The state after it, and the new URN.</summary>
    /// <exception cref="InfraException">INF2011: there is no such resource. INF2012: the name cannot be, or is taken.</exception>
    public static (Snapshot Snapshot, string Urn) Rename(Snapshot snapshot, string urn, string name)
    {
        StateLookup.Live(snapshot, [urn]);
        if (Urn.IsRootStack(urn))
        {
            throw Refused($"{urn} is the stack itself, whose name follows from the stack's.", "infra stack rename <name>");
        }

        if (name.Length == 0 || name.Any(char.IsControl) || name.StartsWith("urn:pulumi:", StringComparison.Ordinal))
        {
            throw Refused($"'{name}' is no name of a resource: at least one character, no control characters, and not a URN.", "infra state rename <urn> <new name>");
        }

        var renamed = $"{urn[..^Urn.Name(urn).Length]}{name}";
        if (renamed == urn)
        {
            return (snapshot, urn);
        }

        if (snapshot.Resources.Any(r => r.Urn == renamed))
        {
            throw Refused($"The state already has {renamed}.", "Choose another name, or delete that one first.");
        }

        var names = new Dictionary<string, string>(StringComparer.Ordinal) { [urn] = renamed };
        return (snapshot with
        {
            Resources = [.. UrnRewriter.Rewrite(snapshot.Resources, names)],
            PendingOperations = [.. snapshot.PendingOperations.Zip(UrnRewriter.Rewrite(snapshot.PendingOperations.Select(p => p.Resource), names), (p, r) => p with { Resource = r })],
        }, renamed);
    }

    private static InfraException Refused(string detail, string help) =>
        new(DiagnosticCodes.EditRefused, "The resource cannot be renamed", detail, help, exitCode: ExitCodes.Configuration);
}
