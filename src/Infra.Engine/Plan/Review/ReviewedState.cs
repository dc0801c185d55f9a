using Infra.Engine.Diagnostics;
using Infra.Engine.State;
using Infra.Engine.Urns;

namespace Infra.Engine.Plan.Review;

/// <summary>Whether the state is still the one that was reviewed.</summary>
internal static class ReviewedState
{
    private const int MostNamed = 10;

    /// <exception cref="InfraException">INF4322, with what changed.</exception>
    public static void ThrowIfChanged(Operation operation, Snapshot now)
    {
        if (operation.Plan?.State is not { } reviewed || ReferenceEquals(reviewed, now))
        {
            return;
        }

        var differences = Differences(reviewed, now).ToList();
        if (differences.Count > 0)
        {
            var more = differences.Count > MostNamed ? $"\n  and {differences.Count - MostNamed} more" : "";
            throw new InfraException(
                "INF4322", "The state was changed after the plan was made",
                $"Since the preview, in '{operation.StackName}':\n{string.Join('\n', differences.Take(MostNamed).Select(line => "  " + line))}{more}\nWhat was reviewed may not be what would be done. Nothing was changed.",
                "Run the preview again, and apply what it shows.");
        }
    }

    private static IEnumerable<string> Differences(Snapshot before, Snapshot now)
    {
        var (old, current) = (ByUrn(before), ByUrn(now));
        foreach (var (_, states) in old.Where(pair => !current.ContainsKey(pair.Key)))
        {
            yield return $"{Label(states[0])} is no longer there";
        }

        foreach (var (urn, states) in current)
        {
            if (!old.TryGetValue(urn, out var known))
            {
                yield return $"{Label(states[0])} is new";
            }
            else if (known.Length != states.Length || known.Zip(states).Any(pair => !StateEquality.Same(pair.First, pair.Second)))
            {
                yield return $"{Label(states[0])} changed";
            }
        }

        if (before.PendingOperations.Length != now.PendingOperations.Length)
        {
            yield return $"interrupted operations: {before.PendingOperations.Length} before, {now.PendingOperations.Length} now";
        }
    }

    private static Dictionary<string, ResourceState[]> ByUrn(Snapshot snapshot) =>
        snapshot.Resources.GroupBy(r => r.Urn, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    private static string Label(ResourceState state) => $"{state.Type} {Urn.Name(state.Urn)}";
}
