using Infra.Engine.Diagnostics;
using Infra.Engine.Urns;

namespace Infra.Engine.State.Edits;

/// <summary>Finds resources of a state by the URNs a person gave.</summary>
public static class StateLookup
{
    /// <summary>The given URNs, each that of a resource which is not waiting to be deleted.</summary>
    /// <exception cref="InfraException">INF2011: the state lacks one or more; all are named.</exception>
    public static IReadOnlySet<string> Live(Snapshot snapshot, IReadOnlyCollection<string> urns) =>
        Require([.. snapshot.Resources.Where(r => !r.Delete)], urns);

    /// <summary>The one resource that each URN means: of a replaced one and its replacement the caller chooses.</summary>
    /// <param name="snapshot">The state.</param>
    /// <param name="urns">Whose.</param>
    /// <param name="choose">Asked when several bear the URN; null if nobody can be asked.</param>
    /// <exception cref="InfraException">INF2011: the state lacks one or more. INF2012: several bear one and nobody can be asked.</exception>
    public static IReadOnlyList<ResourceState> Each(Snapshot snapshot, IReadOnlyCollection<string> urns, Func<IReadOnlyList<ResourceState>, ResourceState>? choose)
    {
        Require(snapshot.Resources, urns);
        return [.. urns.Select(urn => One(snapshot.Resources.Where(r => r.Urn == urn).ToArray(), choose))];
    }

    private static ResourceState One(ResourceState[] found, Func<IReadOnlyList<ResourceState>, ResourceState>? choose) =>
        found.Length == 1 ? found[0] : choose?.Invoke(found) ?? throw new InfraException(
            DiagnosticCodes.EditRefused, "Several resources of the state bear this URN",
            $"{found[0].Urn} is there {found.Length} times: {string.Join(", ", found.Select(r => r.Delete ? $"'{r.Id}', replaced and waiting to be deleted" : $"'{r.Id}', in use"))}.",
            "Run the command at a terminal without the URN, and choose.", exitCode: ExitCodes.Configuration);

    private static HashSet<string> Require(IReadOnlyList<ResourceState> resources, IReadOnlyCollection<string> urns)
    {
        var known = resources.Select(r => r.Urn).ToHashSet(StringComparer.Ordinal);
        string[] missing = [.. urns.Where(urn => !known.Contains(urn))];
        return missing.Length == 0 ? [.. urns] : throw new InfraException(
            DiagnosticCodes.ResourceMissing, missing.Length == 1 ? "The state has no such resource" : $"The state lacks {missing.Length} of the resources",
            string.Join('\n', missing.Select(urn => $"There is no '{urn}'.{Hint(urn, known)}")),
            "infra stack --show-urns", exitCode: ExitCodes.Configuration);
    }

    /// <summary>People type names where a URN is wanted.</summary>
    private static string Hint(string given, IReadOnlyCollection<string> known) =>
        known.FirstOrDefault(urn => Urn.IsValid(urn) && Urn.Name(urn) == given) is { } named ? $" Did you mean '{named}'?" : DidYouMean.Hint(given, known);
}
