using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Engine.Plugins;

/// <summary>
/// Stands in a preview for a provider whose configuration is not known yet: it cannot be asked anything, so whatever
/// it would answer is unknown.
/// </summary>
internal sealed class UnconfiguredProvider(string package, string version) : IResourceProvider
{
    public string Version => version;

    public ProviderCapabilities Capabilities { get; } = new();

    public Task<string> GetSchemaAsync(CancellationToken cancellationToken) => throw Unasked();

    public Task<CheckResult> CheckConfigAsync(CheckArgs args, CancellationToken cancellationToken) => throw Unasked();

    public Task<DiffResult> DiffConfigAsync(DiffArgs args, CancellationToken cancellationToken) => throw Unasked();

    public Task ConfigureAsync(PropertyMap inputs, CancellationToken cancellationToken) => throw Unasked();

    public Task<CheckResult> CheckAsync(CheckArgs args, CancellationToken cancellationToken) => Task.FromResult(CheckResult.Ok(args.News));

    public Task<DiffResult> DiffAsync(DiffArgs args, CancellationToken cancellationToken) => Task.FromResult(DiffResult.Unknown);

    public Task<CreateResult> CreateAsync(CreateArgs args, CancellationToken cancellationToken) => args.Preview
        ? Task.FromResult(new CreateResult("", PropertyMap.Empty))
        : throw Unasked();

    public Task<ReadResult?> ReadAsync(ReadArgs args, CancellationToken cancellationToken) =>
        Task.FromResult<ReadResult?>(new ReadResult(args.Id, args.Outputs, args.Inputs));

    public Task<UpdateResult> UpdateAsync(UpdateArgs args, CancellationToken cancellationToken) => args.Preview
        ? Task.FromResult(new UpdateResult(PropertyMap.Empty))
        : throw Unasked();

    public Task DeleteAsync(DeleteArgs args, CancellationToken cancellationToken) => throw Unasked();

    public Task<InvokeResult> InvokeAsync(InvokeArgs args, CancellationToken cancellationToken) => throw Unasked();

    public Task CancelAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private ProviderException Unasked() =>
        new($"the configuration of provider '{package}' is not known before other resources have been made");
}
