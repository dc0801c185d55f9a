using Infra.Engine.Diagnostics;
using Infra.Engine.Urns;

namespace Infra.Engine.State.Edits;

/// <summary>Sets and takes the marks "protect" and "taint" of resources; those that wait to be deleted are left alone.</summary>
public static class StateMarks
{
    /// <param name="snapshot">The state.</param>
    /// <param name="urns">Whose; null for every resource.</param>
    /// <param name="value">Set, or take.</param>
    /// <exception cref="InfraException">INF2011: the state lacks one.</exception>
    public static Snapshot Protect(Snapshot snapshot, IReadOnlyCollection<string>? urns, bool value) =>
        Mark(snapshot, urns, r => r.Protect == value ? r : r with { Protect = value });

    /// <summary>A tainted resource is replaced by the next `up`.</summary>
    /// <inheritdoc cref="Protect"/>
    /// <exception cref="InfraException">INF2012: the stack itself is among them.</exception>
    public static Snapshot Taint(Snapshot snapshot, IReadOnlyCollection<string> urns, bool value) =>
        value && urns.FirstOrDefault(Urn.IsRootStack) is { } root
            ? throw new InfraException(DiagnosticCodes.EditRefused, "A stack cannot be tainted", $"{root} is the stack itself; there is nothing to replace it by.", "Name the resources that are to be replaced.")
            : Mark(snapshot, urns, r => r.Taint == value ? r : r with { Taint = value });

    private static Snapshot Mark(Snapshot snapshot, IReadOnlyCollection<string>? urns, Func<ResourceState, ResourceState> mark)
    {
        var chosen = urns is null ? null : StateLookup.Live(snapshot, urns);
        return snapshot with { Resources = [.. snapshot.Resources.Select(r => !r.Delete && (chosen is null || chosen.Contains(r.Urn)) ? mark(r) : r)] };
    }
}
