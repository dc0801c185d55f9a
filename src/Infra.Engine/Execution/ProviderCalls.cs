using Infra.Engine.Plan;
using Infra.Engine.Plugins;
using Infra.Engine.State;
using Infra.Engine.Urns;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Engine.Execution;

/// <summary>The provider call of each kind of step, and the state that comes of it. Components have none.</summary>
internal sealed class ProviderCalls(ProviderRegistry providers, TimeProvider clock, bool preview, CancellationToken abort)
{
    /// <summary>False where nothing outside the state is touched.</summary>
    public static bool ChangesRealThings(Step step) => step.Subject.Custom && !Urn.IsProviderType(step.Subject.Type);

    /// <summary>
    /// A provider that stays as it is must be there for its resources, and one that cannot be is told of once, not by each of them.
    /// It is configured as it was: what it found no different in the new inputs has no effect on its resources either.
    /// </summary>
    public async Task KeepAsync(Step step)
    {
        var state = step.New!;
        if (!Urn.IsProviderType(state.Type))
        {
            return;
        }

        providers.Declare(state.Urn, state.Id, step.OldState!.Inputs);
        if (!step.StateOnly)
        {
            await providers.GetAsync(new ProviderReference(state.Urn, state.Id).ToString(), state.Urn);
        }
    }

    public async Task<CallResult> CreateAsync(Step step)
    {
        var wanted = step.New!;
        if (!wanted.Custom)
        {
            return Made(wanted);
        }

        try
        {
            var provider = await providers.GetAsync(wanted);
            var result = preview && !provider.Capabilities.SupportsPreview
                ? new CreateResult("", wanted.Inputs)
                : await provider.CreateAsync(new CreateArgs(wanted.Urn, wanted.Inputs, Seconds(wanted.CustomTimeouts?.Create), preview), abort);
            if (result.Id.Length == 0 && !preview)
            {
                throw new ProviderException("provider did not return an ID from Create", mayBeCorrupt: true);
            }

            return Made(wanted) with { Id = result.Id, Outputs = Outputs(result.Outputs, wanted) };
        }
        catch (InitializationFailedException e)
        {
            var made = Made(wanted) with { Id = Known(e), Inputs = e.Inputs ?? wanted.Inputs, Outputs = Outputs(e.Outputs, wanted), InitErrors = e.Reasons };
            return new CallResult(made, e.Reasons);
        }
    }

    public async Task<CallResult> UpdateAsync(Step step)
    {
        var (old, wanted) = (step.OldState!, step.New!);
        if (!wanted.Custom)
        {
            return wanted with { Modified = clock.GetUtcNow() };
        }

        try
        {
            var provider = await providers.GetAsync(wanted);
            var result = preview && !provider.Capabilities.SupportsPreview
                ? new UpdateResult(wanted.Inputs)
                : await provider.UpdateAsync(
                    new UpdateArgs(old.Id, wanted.Urn, old.Outputs, old.Inputs, wanted.Inputs, Seconds(wanted.CustomTimeouts?.Update), wanted.IgnoreChanges, preview), abort);
            return wanted with { Id = old.Id, Outputs = Outputs(result.Outputs, wanted), Modified = clock.GetUtcNow() };
        }
        catch (InitializationFailedException e)
        {
            // The old inputs stay, so that the next run sees the difference and tries again.
            var changed = wanted with { Id = old.Id, Inputs = old.Inputs, Outputs = Outputs(e.Outputs, wanted), InitErrors = e.Reasons, Modified = clock.GetUtcNow() };
            return new CallResult(changed, e.Reasons);
        }
    }

    public async Task DeleteAsync(Step step)
    {
        if (!preview)
        {
            var old = step.Old!.State;
            var provider = await providers.GetAsync(old);
            await provider.DeleteAsync(new DeleteArgs(old.Id, old.Urn, old.Outputs, old.Inputs, Seconds(old.CustomTimeouts?.Delete)), abort);
        }
    }

    public async Task<CallResult> ReadExternalAsync(Step step)
    {
        var wanted = step.New!;
        if (wanted.Id == ProviderReference.UnknownId)
        {
            return wanted with { Id = "" };
        }

        var provider = await providers.GetAsync(wanted);
        try
        {
            var found = await ReadAsync(provider, wanted, new ReadArgs(wanted.Id, wanted.Urn, wanted.Inputs, wanted.Inputs, Seconds(wanted.CustomTimeouts?.Read)))
                ?? throw new ProviderException($"resource '{wanted.Id}' does not exist");
            return Read(step, wanted with { Id = found.Id, Outputs = Outputs(found.Outputs, wanted) });
        }
        catch (InitializationFailedException e)
        {
            return new CallResult(Read(step, wanted with { Id = Known(e), Outputs = Outputs(e.Outputs, wanted), InitErrors = e.Reasons }), e.Reasons);
        }
    }

    /// <summary>The thing was read when the step was decided.</summary>
    public Task<CallResult> ImportAsync(Step step) => Task.FromResult<CallResult>(Made(step.New!));

    /// <summary>What is really there; null if it is gone.</summary>
    public async Task<CallResult?> RefreshAsync(ResourceState old)
    {
        var provider = await providers.GetAsync(old);
        try
        {
            var found = await ReadAsync(provider, old, new ReadArgs(old.Id, old.Urn, old.Outputs, old.Inputs, Seconds(old.CustomTimeouts?.Read)));
            return found is null
                ? null
                : new CallResult(Found(old, found.Id, found.Outputs, found.Inputs) with { InitErrors = [] }, []);
        }
        catch (InitializationFailedException e)
        {
            return new CallResult(Found(old, e.Id.Length > 0 ? e.Id : old.Id, e.Outputs, e.Inputs) with { InitErrors = e.Reasons }, e.Reasons);
        }
    }

    /// <summary>What the provider says of the way from what is there to what the state had.</summary>
    public async Task<DiffResult> DriftAsync(ResourceState old, ResourceState found)
    {
        if (old.External)
        {
            return PropertyDifference.Between(old.Outputs, found.Outputs);
        }

        var provider = await providers.GetAsync(old);
        var back = await provider.DiffAsync(new DiffArgs(found.Id, old.Urn, found.Outputs, found.Inputs, old.Inputs, old.IgnoreChanges), abort);
        return back.Changes == DiffChanges.Unknown
            ? PropertyDifference.Between(old.Inputs, found.Inputs)
            : PropertyDifference.Invert(back);
    }

    private Task<ReadResult?> ReadAsync(IResourceProvider provider, ResourceState state, ReadArgs args) => state.Id.Length == 0
        ? throw new ProviderException("its id is not known, so it cannot be read")
        : provider.ReadAsync(args, abort);

    private ResourceState Read(Step step, ResourceState result)
    {
        var unchanged = step.OldState is { } old && old.Outputs.Equals(result.Outputs);
        return result with { Created = result.Created ?? clock.GetUtcNow(), Modified = unchanged ? result.Modified : clock.GetUtcNow() };
    }

    /// <summary>Without an id nobody could find the thing again.</summary>
    private static string Known(InitializationFailedException e) => e.Id.Length > 0
        ? e.Id
        : throw new ProviderException($"the provider gave no id of what it made, which is not well:\n{string.Join('\n', e.Reasons)}", e, mayBeCorrupt: true);

    private ResourceState Found(ResourceState old, string id, PropertyMap outputs, PropertyMap? inputs)
    {
        var found = old with { Id = id, Inputs = inputs is null ? old.Inputs : SecretOutputs.Mark(inputs, old.Inputs, []), Outputs = Outputs(outputs, old) };
        return found.Inputs.Equals(old.Inputs) && found.Outputs.Equals(old.Outputs) && found.Id == old.Id
            ? old
            : found with { Modified = clock.GetUtcNow() };
    }

    private ResourceState Made(ResourceState wanted)
    {
        var now = clock.GetUtcNow();
        return wanted with { Created = now, Modified = now };
    }

    private static PropertyMap Outputs(PropertyMap outputs, ResourceState state) =>
        SecretOutputs.Mark(outputs, state.Inputs, state.AdditionalSecretOutputs);

    private static TimeSpan? Seconds(double? seconds) => seconds is > 0 ? TimeSpan.FromSeconds(seconds.Value) : null;
}
