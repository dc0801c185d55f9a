using System.Collections.Immutable;
using Infra.Engine.Diagnostics;
using Infra.Engine.Urns;

namespace Infra.Engine.Plan;

/// <summary>The resources that an operation is about: --target, --target-dependents and --exclude.</summary>
internal sealed class Selection
{
    private readonly ImmutableArray<UrnPattern> _targets;
    private readonly ImmutableArray<UrnPattern> _excludes;
    private readonly bool _withDependents;
    private readonly bool _onlyNew;
    private readonly StateIndex _index;
    private readonly HashSet<StateEntry> _chosen = [];
    private readonly HashSet<string> _chosenUrns = new(StringComparer.Ordinal);

    public Selection(Operation operation, StateIndex index)
    {
        _targets = UrnPattern.Parse(operation.Targets);
        _excludes = UrnPattern.Parse(operation.Excludes);
        _withDependents = operation.TargetDependents;
        _onlyNew = operation.Kind == OperationKind.Import;
        _index = index;
        if (_targets.IsEmpty)
        {
            return;
        }

        _chosen.UnionWith(index.Entries.Where(e => !e.Done && _targets.Any(t => t.Matches(e.Urn))));
        if (_withDependents)
        {
            AddDependents();
        }

        _chosenUrns.UnionWith(_chosen.Select(e => e.Urn));
    }

    /// <summary>True when the operation is about everything.</summary>
    public bool IsAll => _targets.IsEmpty && _excludes.IsEmpty && !_onlyNew;

    /// <summary>True when everything is meant but what was excluded.</summary>
    public bool IsRest => _targets.IsEmpty && !_excludes.IsEmpty;

    /// <summary>What names neither a resource of the state nor one that has been registered: INF4304; null if there is no such pattern.</summary>
    public InfraException? Unknown(IEnumerable<string> registered)
    {
        var known = registered.Concat(_index.Entries.Select(e => e.Urn)).ToArray();
        var unknown = _targets.Concat(_excludes).Where(pattern => !known.Any(pattern.Matches)).Select(pattern => $"'{pattern.Text}'").ToArray();
        return unknown.Length == 0 ? null : new InfraException(
            "INF4304", "there is no such resource", $"{string.Join(", ", unknown)} is not in the stack.",
            "infra stack --show-urns\nlists the URNs; * stands for any part of one between colons, ** for any text.");
    }

    public bool Contains(StateEntry entry) => (_targets.IsEmpty || _chosen.Contains(entry)) && !IsExcluded(entry.Urn);

    /// <summary>Whether a registration is meant; the stack and providers always are. Calls must not overlap.</summary>
    public bool Contains(string urn, Goal goal, StateEntry? old)
    {
        if (_onlyNew)
        {
            return old is null;
        }

        if (IsAll || Urn.IsRootStack(urn) || Urn.IsProviderType(goal.Type))
        {
            return true;
        }

        if (IsExcluded(urn) || (old is not null && IsExcluded(old.Urn)))
        {
            return false;
        }

        var chosen = _targets.IsEmpty || _targets.Any(t => t.Matches(urn)) || (old is not null && _chosen.Contains(old))
            || (_withDependents && DependsOnChosen(goal));
        if (chosen)
        {
            _chosenUrns.Add(urn);
        }

        return chosen;
    }

    private bool IsExcluded(string urn) => _excludes.Any(e => e.Matches(urn));

    private bool DependsOnChosen(Goal goal) => goal.References().Any(_chosenUrns.Contains);

    private void AddDependents()
    {
        var waiting = new Queue<StateEntry>(_chosen);
        while (waiting.TryDequeue(out var entry))
        {
            foreach (var dependent in _index.DependentsOf(entry.Urn).Where(_chosen.Add))
            {
                waiting.Enqueue(dependent);
            }
        }
    }
}
