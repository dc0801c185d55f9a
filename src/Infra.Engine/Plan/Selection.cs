using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Engine.Diagnostics;

namespace Infra.Engine.Plan;

/// <summary>The resources of a state that an operation is about: --target, --target-dependents and --exclude.</summary>
internal sealed class Selection
{
    private readonly HashSet<StateEntry>? _chosen;
    private readonly HashSet<StateEntry> _excluded;

    /// <exception cref="InfraException">INF4304: a pattern names no resource.</exception>
    public Selection(Operation operation, StateIndex index)
    {
        _chosen = operation.Targets.IsDefaultOrEmpty ? null : Matching(operation.Targets, index);
        _excluded = operation.Excludes.IsDefaultOrEmpty ? [] : Matching(operation.Excludes, index);
        if (_chosen is not null && operation.TargetDependents)
        {
            AddDependents(_chosen, index);
        }
    }

    public bool Contains(StateEntry entry) => _chosen?.Contains(entry) != false && !_excluded.Contains(entry);

    private static HashSet<StateEntry> Matching(ImmutableArray<string> patterns, StateIndex index) =>
        [.. patterns.SelectMany(pattern => Matching(pattern, index))];

    private static List<StateEntry> Matching(string pattern, StateIndex index)
    {
        var expression = Expression(pattern);
        var found = index.Entries.Where(e => !e.Done && expression.IsMatch(e.Urn)).ToList();
        return found.Count > 0 ? found : throw new InfraException(
            "INF4304", "there is no such resource", $"'{pattern}' is not in the state.",
            "infra stack --show-urns\nlists the URNs; * stands for any part of one between colons, ** for any text.");
    }

    private static void AddDependents(HashSet<StateEntry> chosen, StateIndex index)
    {
        var waiting = new Queue<StateEntry>(chosen);
        while (waiting.TryDequeue(out var entry))
        {
            foreach (var dependent in index.DependentsOf(entry.Urn).Where(chosen.Add))
            {
                waiting.Enqueue(dependent);
            }
        }
    }

    private static Regex Expression(string pattern)
    {
        var escaped = Regex.Escape(pattern).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^:]*", StringComparison.Ordinal);
        return new Regex($@"\A{escaped}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }
}
