using Infra.Engine.Plan;
using Infra.Engine.Urns;
using Infra.Protocol.Properties;

namespace Infra.Engine.State;

/// <summary>What must hold in every state: the rules of the official engine.</summary>
public static class SnapshotIntegrity
{
    /// <summary>The first rule that is broken, in words; null if none is.</summary>
    public static string? Verify(Snapshot snapshot)
    {
        var live = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var providers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var resource in snapshot.Resources)
        {
            if (Check(resource, seen, providers) is { } problem)
            {
                return problem;
            }

            if (!resource.Delete && !live.Add(resource.Urn))
            {
                return $"{resource.Urn} is there twice";
            }

            seen.Add(resource.Urn);
            if (IsProvider(resource.Type))
            {
                providers.Add($"{resource.Urn}::{resource.Id}");
            }
        }

        return null;
    }

    public static bool IsProvider(string type) => type.StartsWith("pulumi:providers:", StringComparison.Ordinal);

    private static string? Check(ResourceState r, HashSet<string> seen, HashSet<string> providers) =>
        r.Urn.Length == 0 || r.Type.Length == 0 ? "a resource has no URN or no type"
        : !Urn.IsValid(r.Urn) ? $"{r.Urn} is not a URN"
        : !r.Custom && r.Id.Length > 0 ? $"{r.Urn} is a component but has the id '{r.Id}'"
        : r.Custom && r.Provider.Length == 0 && !IsProvider(r.Type) ? $"{r.Urn} has no provider"
        : CheckProvider(r, providers)
        ?? (r.Parent.Length > 0 && !seen.Contains(r.Parent) ? $"the parent of {r.Urn}, {r.Parent}, is not before it" : null)
        ?? (StateIndex.DependenciesExceptProvider(r).FirstOrDefault(d => !seen.Contains(d)) is { } missing ? $"{r.Urn} depends on {missing}, which is not before it" : null);

    private static string? CheckProvider(ResourceState r, HashSet<string> providers) =>
        r.Provider.Length == 0 || r.Delete || r.PendingReplacement || providers.Contains(r.Provider) || r.Provider.EndsWith(Signatures.Unknown, StringComparison.Ordinal)
            ? null
            : $"{r.Urn} refers to the provider {r.Provider}, which is not before it";
}
