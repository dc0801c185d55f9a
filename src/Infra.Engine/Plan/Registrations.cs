using System.Text.RegularExpressions;
using Infra.Engine.Urns;

namespace Infra.Engine.Plan;

/// <summary>What the program registered in this run, and which old entry each one is.</summary>
internal sealed partial class Registrations(string stack, string project, StateIndex index, Action<string, string> renamed)
{
    private readonly Dictionary<string, Goal> _goals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _oldUrns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _newUrns = new(StringComparer.Ordinal);
    private readonly Dictionary<StateEntry, string> _matches = [];
    private readonly Dictionary<string, StateEntry?> _found = new(StringComparer.Ordinal);
    private readonly AliasResolver _aliases = new(stack, project);

    public IEnumerable<string> Urns => _goals.Keys;

    public Goal? Find(string urn) => _goals.GetValueOrDefault(urn);

    /// <summary>Gives the goal its place, and completes it with what it inherits from its parent.</summary>
    /// <exception cref="PlanException">It can have no place, or another resource has it.</exception>
    public (string Urn, Goal Goal) Accept(Goal goal)
    {
        if (goal.Parent.Length > 0 && !Urn.IsValid(goal.Parent))
        {
            throw new PlanException("", $"the parent '{goal.Parent}' of resource '{goal.Name}' ({goal.Type}) is no URN");
        }

        var parent = Find(goal.Parent);
        var urn = Urn.Create(stack, project, goal.Parent, goal.Type, goal.Name);
        var complete = goal with
        {
            Protect = goal.Protect ?? parent?.Protect,
            RetainOnDelete = goal.RetainOnDelete ?? parent?.RetainOnDelete,
            DeletedWith = goal.DeletedWith.Length > 0 ? goal.DeletedWith : parent?.DeletedWith ?? "",
        };
        if (complete.References().Contains(urn, StringComparer.Ordinal))
        {
            throw new PlanException(urn, $"the resource depends on itself ('{urn}')");
        }

        return _goals.TryAdd(urn, complete)
            ? (urn, complete)
            : throw new PlanException(urn, $"Duplicate resource URN '{urn}'; try giving it a unique name: two resources of type {goal.Type} are both called '{goal.Name}'");
    }

    public static bool HasType(Goal goal) => goal.Custom ? CustomType().IsMatch(goal.Type) : ComponentType().IsMatch(goal.Type);

    /// <summary>Checks what an accepted goal is called and where it is.</summary>
    /// <exception cref="PlanException">It cannot be.</exception>
    public void Check(string urn, Goal goal)
    {
        if (!HasType(goal))
        {
            throw new PlanException(urn, $"resource '{goal.Name}' has the type '{goal.Type}', which is no {(goal.Custom ? "type token of the form package:module:Name" : "type token")}");
        }

        if (goal.Name.Length == 0 || goal.Name.Any(char.IsControl))
        {
            throw new PlanException(urn, $"a resource of type {goal.Type} has {(goal.Name.Length == 0 ? "no name" : "a control character in its name")}");
        }

        if (goal.Parent.Length > 0 && Find(goal.Parent) is null)
        {
            throw new PlanException(urn, $"the parent '{goal.Parent}' of resource '{goal.Name}' ({goal.Type}) is unknown: it was not registered before its child");
        }
    }

    /// <summary>The old entry of the resource: the one of its URN, or else of its first alias that exists.</summary>
    /// <exception cref="PlanException">Another resource is that one already.</exception>
    public StateEntry? Match(string urn, Goal goal) =>
        _found.TryGetValue(urn, out var found) ? found : _found[urn] = Search(urn, goal);

    /// <summary>The URN of a resource of this run in the old state.</summary>
    public string OldUrn(string urn) => _oldUrns.GetValueOrDefault(urn, urn);

    /// <summary>The URN that a resource of the old state has in this run.</summary>
    public string NewUrn(string urn) => _newUrns.GetValueOrDefault(urn, urn);

    private StateEntry? Search(string urn, Goal goal)
    {
        var entry = index.Find(urn);
        foreach (var candidate in entry is null ? _aliases.Candidates(goal, ParentWas(goal), OldUrn) : [])
        {
            if (candidate != urn && index.Find(candidate) is { } aliased)
            {
                entry = aliased;
                _oldUrns[urn] = candidate;
                _newUrns[candidate] = urn;
                break;
            }
        }

        if (entry is null)
        {
            return null;
        }

        if (!_matches.TryAdd(entry, urn))
        {
            throw new PlanException(urn, $"it claims the state of '{entry.Urn}' through an alias, but '{_matches[entry]}' has claimed that already");
        }

        entry.Matched = true;
        if (_oldUrns.ContainsKey(urn))
        {
            renamed(entry.Urn, urn);
        }

        return entry;
    }

    private string? ParentWas(Goal goal) => _oldUrns.GetValueOrDefault(goal.Parent);

    [GeneratedRegex(@"^[^:$\s]+:[^:$\s]+:[^:$\s]+$")]
    private static partial Regex CustomType();

    [GeneratedRegex(@"^[^:$\s]+(:[^:$\s]+)*$")]
    private static partial Regex ComponentType();
}
