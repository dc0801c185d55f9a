using System.Collections.Immutable;
using Infra.Engine.Events;
using Infra.Engine.State;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Engine.Plan;

/// <summary>Taking into a stack what exists already.</summary>
internal static class Imports
{
    /// <summary>True unless the state has that very thing.</summary>
    public static bool IsWanted(Goal goal, ResourceState? old) =>
        goal.ImportId.Length > 0
        && (old is null || old.External || goal.ImportId != (old.ImportId.Length > 0 ? old.ImportId : old.Id));

    /// <summary>What is there, as a state.</summary>
    /// <exception cref="PlanException">There is no such thing, or the provider cannot import.</exception>
    public static async Task<ResourceState> ReadAsync(IResourceProvider provider, Goal goal, ResourceState wanted, CancellationToken cancellationToken)
    {
        var timeout = wanted.CustomTimeouts?.Read is { } seconds and > 0 ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        var (found, problems) = await ReadAsync(provider, new ReadArgs(goal.ImportId, wanted.Urn, PropertyMap.Empty, null, timeout), cancellationToken);
        if (found is null)
        {
            throw new PlanException(wanted.Urn, $"resource '{goal.ImportId}' does not exist");
        }

        return wanted with
        {
            Id = found.Id,
            InitErrors = problems,
            Inputs = found.Inputs ?? throw new PlanException(wanted.Urn, $"the provider of {wanted.Type} does not support importing resources: it read '{goal.ImportId}', but did not say with which inputs it would be made"),
            Outputs = SecretOutputs.Mark(found.Outputs, wanted.Inputs, wanted.AdditionalSecretOutputs),
        };
    }

    private static async Task<(ReadResult? Found, ImmutableArray<string> Problems)> ReadAsync(IResourceProvider provider, ReadArgs args, CancellationToken cancellationToken)
    {
        try
        {
            return (await provider.ReadAsync(args, cancellationToken), []);
        }
        catch (InitializationFailedException e)
        {
            return (new ReadResult(e.Id.Length > 0 ? e.Id : args.Id, e.Outputs, e.Inputs), e.Reasons);
        }
    }

    /// <param name="old">What the state has under that URN; another thing than the imported one.</param>
    /// <param name="found">What is there.</param>
    /// <param name="wanted">What is to be there.</param>
    /// <param name="difference">Between the two; null if there is none.</param>
    public static ImmutableArray<Step> Steps(StateEntry? old, ResourceState found, ResourceState wanted, DiffResult? difference)
    {
        var (imported, update) = difference is null
            ? (wanted, default(Step))
            : (found, new Step(StepOp.Update, new StateEntry(-1, found), wanted) { Diff = difference });
        ImmutableArray<Step> import = old is { State.External: false }
            ? [new Step(StepOp.ImportReplacement, old, imported), new Step(StepOp.Replace, old, imported)]
            : [new Step(StepOp.Import, old, imported)];
        return update is null ? import : import.Add(update);
    }
}
