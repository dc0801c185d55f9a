using Infra.Engine.Urns;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Engine.Plugins;

/// <summary>Manages provider resources, so that they are planned and done like any other.</summary>
internal sealed class ProviderResources(ProviderRegistry registry) : IResourceProvider
{
    public string Version => "";

    public ProviderCapabilities Capabilities { get; } = new();

    public Task<string> GetSchemaAsync(CancellationToken cancellationToken) => Task.FromResult("{}");

    public Task<CheckResult> CheckConfigAsync(CheckArgs args, CancellationToken cancellationToken) => Task.FromResult(CheckResult.Ok(args.News));

    public Task<DiffResult> DiffConfigAsync(DiffArgs args, CancellationToken cancellationToken) => Task.FromResult(DiffResult.None);

    public Task ConfigureAsync(PropertyMap inputs, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<CheckResult> CheckAsync(CheckArgs args, CancellationToken cancellationToken)
    {
        var provider = await registry.LoadAsync(args.Urn, args.News);
        var asked = args with { News = Plain(args.News), Olds = args.Olds is { } olds ? Plain(olds) : null };
        var result = await provider.CheckConfigAsync(asked, cancellationToken);
        if (ProviderInputs.Version(result.Inputs) is { Length: > 0 } answered && args.News.ContainsKey("version") && answered != ProviderInputs.Version(args.News))
        {
            return result with { Failures = [new CheckFailure("version", $"the plugin made '{answered}' of the version '{ProviderInputs.Version(args.News)}' it was asked for")] };
        }

        return result.Failures.IsDefaultOrEmpty
            ? result with { Inputs = KeepSecrets(ProviderInputs.Restore(result.Inputs, args.News), args.News) }
            : result;
    }

    public async Task<DiffResult> DiffAsync(DiffArgs args, CancellationToken cancellationToken)
    {
        if (Plan.PropertyDifference.Between(args.OldInputs, args.News).Changes == DiffChanges.None)
        {
            return DiffResult.None;
        }

        var provider = await registry.LoadAsync(args.Urn, args.News);
        var asked = args with { OldInputs = Plain(args.OldInputs), OldOutputs = Plain(args.OldOutputs), News = Plain(args.News) };
        return await provider.DiffConfigAsync(asked, cancellationToken);
    }

    public async Task<CreateResult> CreateAsync(CreateArgs args, CancellationToken cancellationToken)
    {
        var id = args.Preview ? ProviderReference.UnknownId : Guid.NewGuid().ToString();
        await ConfigureAsync(args.Urn, id, args.Inputs);
        return new CreateResult(id, ProviderInputs.ForProvider(args.Inputs));
    }

    public Task<ReadResult?> ReadAsync(ReadArgs args, CancellationToken cancellationToken) =>
        Task.FromResult<ReadResult?>(new ReadResult(args.Id, args.Outputs, args.Inputs));

    public async Task<UpdateResult> UpdateAsync(UpdateArgs args, CancellationToken cancellationToken)
    {
        await ConfigureAsync(args.Urn, args.Id, args.News);
        return new UpdateResult(ProviderInputs.ForProvider(args.News));
    }

    public Task DeleteAsync(DeleteArgs args, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<InvokeResult> InvokeAsync(InvokeArgs args, CancellationToken cancellationToken) =>
        throw new ProviderException($"'{args.Token}' is no function of a provider resource");

    public Task CancelAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task ConfigureAsync(string urn, string id, PropertyMap inputs)
    {
        registry.Declare(urn, id, inputs);
        await registry.GetAsync(new ProviderReference(urn, id).ToString(), urn);
    }

    private static PropertyMap Plain(PropertyMap inputs) =>
        PropertyMap.From(ProviderInputs.ForProvider(inputs).Select(p => KeyValuePair.Create(p.Key, p.Value.Unwrap())));

    private static PropertyMap KeepSecrets(PropertyMap inputs, PropertyMap news) => Plan.SecretOutputs.Mark(inputs, news, []);
}
