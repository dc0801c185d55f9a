using System.Collections.Immutable;
using Infra.Engine.Events;
using Infra.Engine.State;
using Infra.Engine.State.Edits;
using Infra.Engine.Urns;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Engine.Plan;

/// <summary>
/// Decides what is to be done for each registration: old state and goal in, steps out. Calls must not overlap.
/// Providers are only asked to check and to compare.
/// </summary>
internal sealed class Planner
{
    private readonly PlanOptions _options;
    private readonly IPlanProviders _providers;
    private readonly Registrations _registrations;
    private readonly Replacements _replacements;
    private readonly IPlanNotes _notes;
    private readonly HashSet<string> _notMade = new(StringComparer.Ordinal);

    public Planner(Registrations registrations, StateIndex index, IPlanProviders providers, PlanOptions options, IPlanNotes notes)
    {
        _options = options;
        _providers = providers;
        _registrations = registrations;
        _notes = notes;
        _replacements = new Replacements(index, providers, options, registrations, notes);
    }

    /// <summary>The steps that make the goal true, in order.</summary>
    /// <exception cref="PlanException">The goal cannot be.</exception>
    public async Task<RegistrationPlan> PlanAsync(string urn, Goal goal, CancellationToken cancellationToken)
    {
        var old = _registrations.Match(urn, goal);
        if (!_options.Selection.Contains(urn, goal, old))
        {
            return PlanUnselected(urn, old);
        }

        if (_notMade.Count > 0 && goal.References().FirstOrDefault(_notMade.Contains) is { } missing)
        {
            throw new PlanException(urn, $"it depends on '{missing}', which does not exist yet and which the operation is not about\nname that one with --target as well");
        }

        if (!_options.Preview && goal.Inputs.FirstOrDefault(input => input.Value.ContainsUnknowns) is { Key: { } unknown })
        {
            throw new PlanException(urn, $"its input '{unknown}' is not known: only a preview may leave that open");
        }

        var wanted = Wanted(urn, goal, old?.State);
        var steps = goal.Custom
            ? await PlanCustomAsync(goal, old, wanted, cancellationToken)
            : await PlanComponentAsync(goal, old, wanted, cancellationToken);
        return new RegistrationPlan(urn, steps);
    }

    /// <summary>The steps of looking at a thing that exists.</summary>
    public RegistrationPlan PlanRead(string urn, string id, Goal goal)
    {
        var old = _registrations.Match(urn, goal);
        var wanted = Wanted(urn, goal, old?.State) with { External = true, Id = id, Protect = false };
        return new RegistrationPlan(urn, old is { State: { External: false } managed } && managed.Id != id
            ? [new Step(StepOp.ReadReplacement, old, wanted), new Step(StepOp.Replace, old, wanted)]
            : [new Step(StepOp.Read, old, wanted)]);
    }

    /// <summary>It stays as the state has it; what does not exist yet is not made.</summary>
    private RegistrationPlan PlanUnselected(string urn, StateEntry? old)
    {
        if (old is null)
        {
            _notMade.Add(urn);
            return new RegistrationPlan(urn, [], Selected: false);
        }

        var kept = UrnReferences.Map(old.State, _registrations.NewUrn) with { Urn = urn };
        return new RegistrationPlan(urn, [new Step(StepOp.Same, old, kept) { StateOnly = true }], Selected: false);
    }

    private async Task<ImmutableArray<Step>> PlanComponentAsync(Goal goal, StateEntry? old, ResourceState wanted, CancellationToken cancellationToken)
    {
        if (old is null)
        {
            return [new Step(StepOp.Create, null, wanted)];
        }

        var diff = PropertyDifference.Between(old.State.Inputs, wanted.Inputs);
        if (old.State.PendingReplacement || await _replacements.ForcedAsync(old.State, wanted, cancellationToken) is { Length: > 0 })
        {
            return await _replacements.PlanAsync(goal, old, wanted, diff, [], cancellationToken);
        }

        wanted = wanted with { Outputs = old.State.Outputs };
        return [new Step(diff.Changes == DiffChanges.None ? StepOp.Same : StepOp.Update, old, wanted) { Diff = diff }];
    }

    private async Task<ImmutableArray<Step>> PlanCustomAsync(Goal goal, StateEntry? old, ResourceState wanted, CancellationToken cancellationToken)
    {
        var provider = await _providers.GetAsync(wanted);
        if (Imports.IsWanted(goal, old?.State))
        {
            return await PlanImportAsync(provider, goal, old, wanted, cancellationToken);
        }

        var anew = old is null || old.State.External || old.State.PendingReplacement || !old.State.Custom;
        if (!anew)
        {
            wanted = wanted with { Inputs = KeepIgnored(goal, old!.State, wanted) };
        }

        var proposed = wanted.Inputs;
        wanted = wanted with { Inputs = await CheckAsync(provider, wanted.Urn, anew ? null : old!.State.Inputs, proposed, cancellationToken) };
        if (old is null)
        {
            return [new Step(StepOp.Create, null, wanted)];
        }

        if (old.State.External)
        {
            return [new Step(StepOp.CreateReplacement, old, wanted), new Step(StepOp.Replace, old, wanted)];
        }

        if (anew)
        {
            return await _replacements.PlanAsync(goal, old, wanted, DiffResult.None, [], cancellationToken);
        }

        var diff = await DiffAsync(provider, old.State, wanted, cancellationToken);
        var forced = await _replacements.ForcedAsync(old.State, wanted, cancellationToken);
        if (forced.Length > 0 || diff.RequiresReplacement)
        {
            if (goal.ImportId.Length > 0)
            {
                throw new PlanException(wanted.Urn, $"it would have to be replaced ({string.Join(", ", forced.Union(diff.Replaces.IsDefault ? [] : diff.Replaces))}), and its declaration still says that '{goal.ImportId}' is imported\ntake the option `import` out of the program, and run it again");
            }

            var again = wanted with { Inputs = await CheckAsync(provider, wanted.Urn, null, proposed, cancellationToken) };
            return await _replacements.PlanAsync(goal, old, again, diff, forced, cancellationToken);
        }

        wanted = wanted with { Id = old.State.Id, Outputs = old.State.Outputs };
        var changed = diff.Changes == DiffChanges.Some || !old.State.InitErrors.IsDefaultOrEmpty;
        return [new Step(changed ? StepOp.Update : StepOp.Same, old, wanted) { Diff = diff }];
    }

    /// <summary>Takes what is there as the old state, and goes on from it to what is wanted.</summary>
    private async Task<ImmutableArray<Step>> PlanImportAsync(IResourceProvider provider, Goal goal, StateEntry? old, ResourceState wanted, CancellationToken cancellationToken)
    {
        var found = await AskAsync(wanted.Urn, () => Imports.ReadAsync(provider, goal, wanted, cancellationToken));
        if (goal.ImportedInputs is { } names)
        {
            found = found with { Inputs = names.IsEmpty ? found.Inputs : PropertyMap.From(found.Inputs.Where(input => names.Contains(input.Key))) };
            return Imports.Steps(old, found, found, null);
        }

        wanted = wanted with { Inputs = KeepIgnored(goal, found, wanted) };
        wanted = wanted with { Inputs = await CheckAsync(provider, wanted.Urn, found.Inputs, wanted.Inputs, cancellationToken), Id = found.Id, Outputs = found.Outputs };
        var diff = await DiffAsync(provider, found, wanted, cancellationToken);
        if (diff.RequiresReplacement)
        {
            throw new PlanException(wanted.Urn, $"what '{goal.ImportId}' is cannot be made what the program declares without replacing it ({string.Join(", ", diff.Replaces)}): an import never replaces\nmake the declaration match the existing resource");
        }

        var changed = diff.Changes == DiffChanges.Some || !found.InitErrors.IsDefaultOrEmpty;
        return Imports.Steps(old, found, wanted, changed ? diff : null);
    }

    private PropertyMap KeepIgnored(Goal goal, ResourceState old, ResourceState wanted)
    {
        var (inputs, inapplicable) = IgnoreChanges.Apply(goal.IgnoreChanges, old.Inputs, wanted.Inputs);
        foreach (var path in inapplicable)
        {
            _notes.Note(wanted.Urn, LogSeverity.Info, $"ignoreChanges: '{path}' names no place in the old or new inputs and has no effect");
        }

        return inputs;
    }

    private async Task<PropertyMap> CheckAsync(IResourceProvider provider, string urn, PropertyMap? olds, PropertyMap news, CancellationToken cancellationToken)
    {
        var seed = new RandomSeed(() => _options.Seed.Of(urn));
        var result = await AskAsync(urn, () => provider.CheckAsync(new CheckArgs(urn, olds, news, seed), cancellationToken));
        return result.Failures.IsDefaultOrEmpty
            ? result.Inputs
            : throw new PlanException(urn, string.Join('\n', result.Failures.Select(f => f.Property.Length > 0 ? $"{f.Property}: {f.Reason}" : f.Reason)));
    }

    private static async Task<DiffResult> DiffAsync(IResourceProvider provider, ResourceState old, ResourceState wanted, CancellationToken cancellationToken)
    {
        var args = new DiffArgs(old.Id, wanted.Urn, old.Outputs, old.Inputs, wanted.Inputs, wanted.IgnoreChanges);
        var diff = await AskAsync(wanted.Urn, () => provider.DiffAsync(args, cancellationToken));
        if (diff.Changes == DiffChanges.Unknown)
        {
            var own = PropertyDifference.Between(old.Inputs, wanted.Inputs);
            diff = diff.RequiresReplacement ? diff with { Changes = DiffChanges.Some } : own with { DeleteBeforeReplace = diff.DeleteBeforeReplace };
        }

        return ReplaceOnChanges.Apply(wanted.ReplaceOnChanges, diff);
    }

    private static async Task<T> AskAsync<T>(string urn, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (ProviderException e)
        {
            throw new PlanException(urn, e.Message, e);
        }
    }

    /// <summary>The goal as a state, without what only the real thing can tell.</summary>
    private static ResourceState Wanted(string urn, Goal goal, ResourceState? old) => new()
    {
        Urn = urn,
        Type = goal.Type,
        Custom = goal.Custom,
        Inputs = goal.Inputs,
        Parent = goal.Parent,
        Protect = goal.Protect ?? false,
        RetainOnDelete = goal.RetainOnDelete ?? false,
        DeletedWith = goal.DeletedWith,
        ReplaceWith = goal.ReplaceWith,
        Dependencies = goal.Dependencies,
        PropertyDependencies = goal.PropertyDependencies,
        Provider = Urn.IsProviderType(goal.Type) ? "" : goal.Provider,
        AdditionalSecretOutputs = goal.AdditionalSecretOutputs,
        CustomTimeouts = goal.CustomTimeouts,
        IgnoreChanges = goal.IgnoreChanges,
        HideDiffs = goal.HideDiffs,
        ReplaceOnChanges = goal.ReplaceOnChanges,
        ReplacementTrigger = goal.ReplacementTrigger,
        ImportId = goal.ImportId.Length > 0 ? goal.ImportId : old?.ImportId ?? "",
        Created = old?.Created,
        Modified = old?.Modified,
        Extra = old?.Extra,
    };
}
