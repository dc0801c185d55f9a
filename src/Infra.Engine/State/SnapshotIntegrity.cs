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

    private static string? Check(ResourceState r, HashSet<string> seen, HashSet<string> providers)
    {
        if (r.Urn.Length == 0 || r.Type.Length == 0)
        {
            return "a resource has no URN or no type";
        }

        if (!r.Urn.StartsWith("urn:pulumi:", StringComparison.Ordinal) || r.Urn.Split("::", 4).Length < 4)
        {
            return $"{r.Urn} is not a URN";
        }

        if (!r.Custom && r.Id.Length > 0)
        {
            return $"{r.Urn} is a component but has the id '{r.Id}'";
        }

        if (r.Custom && r.Provider.Length == 0 && !IsProvider(r.Type))
        {
            return $"{r.Urn} has no provider";
        }

        if (r.Provider.Length > 0 && !r.Delete && !providers.Contains(r.Provider) && !r.Provider.EndsWith(Signatures.Unknown, StringComparison.Ordinal))
        {
            return $"{r.Urn} refers to the provider {r.Provider}, which is not before it";
        }

        if (r.Parent.Length > 0 && !seen.Contains(r.Parent))
        {
            return $"the parent of {r.Urn}, {r.Parent}, is not before it";
        }

        return r.Dependencies.FirstOrDefault(d => !seen.Contains(d)) is { } missing ? $"{r.Urn} depends on {missing}, which is not before it" : null;
    }
}
