using System.Collections.Immutable;
using Infra.Engine.Events;
using Infra.Engine.State;
using Infra.Engine.Urns;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Engine.Plan;

/// <summary>When a resource must be made anew, what goes with it, and in which order.</summary>
internal sealed class Replacements(StateIndex index, IPlanProviders providers, PlanOptions options, Registrations registrations, IPlanNotes notes)
{
    private const string ProviderKey = "provider";

    private readonly HashSet<string> _replaced = new(StringComparer.Ordinal);

    /// <summary>What demands a replacement apart from the inputs; empty if nothing does.</summary>
    public async Task<ImmutableArray<string>> ForcedAsync(ResourceState old, ResourceState wanted, CancellationToken cancellationToken)
    {
        var reasons = ImmutableArray.CreateBuilder<string>();
        AddIf(options.Replace.Contains(wanted.Urn), "replace");
        AddIf(old.Taint, "taint");
        AddIf(old.Custom != wanted.Custom, "custom");
        AddIf(wanted.DeletedWith.Length > 0 && _replaced.Contains(wanted.DeletedWith), "deletedWith");
        AddIf(wanted.ReplaceWith.Any(_replaced.Contains), "replaceWith");
        AddIf(TriggerChanged(old.ReplacementTrigger, wanted.ReplacementTrigger), "replacementTrigger");
        AddIf(!old.InitErrors.IsDefaultOrEmpty && wanted.ReplaceOnChanges.Contains("#initerror"), "#initerror");
        AddIf(await ProviderChangedAsync(old, wanted, cancellationToken), ProviderKey);
        return reasons.ToImmutable();

        void AddIf(bool condition, string reason)
        {
            if (condition)
            {
                reasons.Add(reason);
            }
        }
    }

    /// <summary>The steps that replace the old resource by the wanted one.</summary>
    public async Task<ImmutableArray<Step>> PlanAsync(Goal goal, StateEntry old, ResourceState wanted, DiffResult diff, ImmutableArray<string> forced, CancellationToken cancellationToken)
    {
        CheckProtection(old.State, wanted);
        _replaced.Add(wanted.Urn);
        var keys = forced
            .Union(diff.Replaces.IsDefault ? [] : diff.Replaces)
            .Union(diff.DetailedDiff?.Where(d => d.Value.Kind.IsReplace()).Select(d => d.Key) ?? [])
            .ToImmutableArray();
        var replace = new Step(StepOp.Replace, old, wanted) { Diff = diff, ReplaceKeys = keys };
        var create = new Step(StepOp.CreateReplacement, old, wanted) { Diff = diff, ReplaceKeys = keys };
        if (old.State.PendingReplacement)
        {
            return [replace, create];
        }

        if (!(goal.DeleteBeforeReplace ?? diff.DeleteBeforeReplace))
        {
            return [create, replace];
        }

        var dependents = await FindDependentsAsync(old, cancellationToken);
        return [.. DeleteFirst(old, dependents, replace), replace, create];
    }

    /// <summary>Dependents from the last to the first, then the resource itself; their entries wait to be made again.</summary>
    private IEnumerable<Step> DeleteFirst(StateEntry old, IReadOnlyList<StateEntry> dependents, Step replace)
    {
        var going = dependents.Append(old).Select(e => e.Urn).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in dependents.OrderByDescending(e => e.Index).Append(old))
        {
            if (!options.Selection.Contains(entry))
            {
                throw new PlanException(entry.Urn, $"it must be deleted before \"{old.Urn}\" is replaced, and the operation is not about it\nname it with --target as well, or add --target-dependents");
            }

            if (entry != old && entry.State.Protect && !options.IgnoreProtect)
            {
                Refuse(entry.Urn, $"unable to replace resource \"{entry.Urn}\", which must be deleted before \"{old.Urn}\" is replaced,\nas it is currently marked for protection. To unprotect it, remove the `protect` flag from it and run the update again");
            }

            _replaced.Add(entry.Urn);
            yield return new Step(StepOp.DeleteReplaced, entry, null)
            {
                KeepPending = true,
                StateOnly = DeletePlan.IsStateOnly(entry.State, going.Contains),
                Diff = entry == old ? replace.Diff : DiffResult.None,
            };
        }
    }

    /// <summary>Old resources that cannot outlive the given one: changing what they take from it demands their replacement.</summary>
    private async Task<IReadOnlyList<StateEntry>> FindDependentsAsync(StateEntry root, CancellationToken cancellationToken)
    {
        var found = new List<StateEntry>();
        var seen = new HashSet<StateEntry> { root };
        var going = new HashSet<string>(StringComparer.Ordinal) { root.Urn };
        var queue = new PriorityQueue<StateEntry, int>();
        Enqueue(root.Urn);
        while (queue.TryDequeue(out var entry, out _))
        {
            if (await MustGoAsync(entry.State, going, cancellationToken))
            {
                found.Add(entry);
                going.Add(entry.Urn);
                Enqueue(entry.Urn);
            }
        }

        return found;

        void Enqueue(string urn)
        {
            foreach (var dependent in index.DependentsOf(urn).Where(e => !e.State.Delete && !e.State.PendingReplacement && !e.Matched))
            {
                if (seen.Add(dependent))
                {
                    queue.Enqueue(dependent, dependent.Index);
                }
            }
        }
    }

    private async Task<bool> MustGoAsync(ResourceState state, HashSet<string> going, CancellationToken cancellationToken)
    {
        if (!state.Custom || state.External || Urn.IsProviderType(state.Type))
        {
            return false;
        }

        if (going.Contains(state.DeletedWith) || state.ReplaceWith.Any(going.Contains)
            || (ProviderReference.Parse(state.Provider) is { } provider && going.Contains(provider.Urn)))
        {
            return true;
        }

        var affected = state.PropertyDependencies.Where(p => !p.Value.IsDefault && p.Value.Any(going.Contains)).Select(p => p.Key).ToArray();
        if (affected.Length == 0)
        {
            return false;
        }

        var inputs = PropertyMap.From(state.Inputs.Select(p => affected.Contains(p.Key) ? KeyValuePair.Create(p.Key, PropertyValue.Unknown) : p));
        var asked = await (await providers.GetAsync(state)).DiffAsync(new DiffArgs(state.Id, state.Urn, state.Outputs, state.Inputs, inputs, state.IgnoreChanges), cancellationToken);
        return ReplaceOnChanges.Apply(state.ReplaceOnChanges, asked).RequiresReplacement;
    }

    private void CheckProtection(ResourceState old, ResourceState wanted)
    {
        if (old.Protect && wanted.Protect && !options.IgnoreProtect)
        {
            Refuse(wanted.Urn, $"unable to replace resource \"{wanted.Urn}\"\nas it is currently marked for protection. To unprotect the resource, remove the `protect` flag from it and run the update again");
        }
    }

    /// <summary>A preview tells all of them, an update stops at the first.</summary>
    private void Refuse(string urn, string message)
    {
        if (!options.Preview)
        {
            throw new PlanException(urn, message);
        }

        notes.Note(urn, LogSeverity.Error, message);
    }

    private static bool TriggerChanged(PropertyValue? old, PropertyValue? wanted) =>
        old is not null && wanted is not null
        && PropertyDifference.Between(PropertyMap.Empty.With("t", old), PropertyMap.Empty.With("t", wanted)).Changes != DiffChanges.None;

    /// <summary>A resource moves to another provider as it is, unless that one says that it cannot.</summary>
    private async Task<bool> ProviderChangedAsync(ResourceState old, ResourceState wanted, CancellationToken cancellationToken)
    {
        if (!wanted.Custom || !old.Custom || old.Provider == wanted.Provider || Urn.IsProviderType(wanted.Type))
        {
            return false;
        }

        var (was, becomes) = (ProviderReference.Parse(old.Provider), ProviderReference.Parse(wanted.Provider));
        if (was is null || becomes is null)
        {
            return true;
        }

        if (was.Urn != becomes.Urn && registrations.OldUrn(becomes.Urn) == was.Urn)
        {
            return false;
        }

        var before = index.Provider(was);
        var after = notes.Finished(becomes.Urn);
        if (before is null || after is null)
        {
            return true;
        }

        var configured = await providers.GetAsync(after);
        var diff = await configured.DiffAsync(new DiffArgs(before.Id, after.Urn, before.Outputs, before.Inputs, after.Inputs, []), cancellationToken);
        return diff.RequiresReplacement;
    }
}
