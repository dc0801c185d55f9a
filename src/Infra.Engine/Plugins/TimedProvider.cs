using Infra.Engine.Execution;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Engine.Plugins;

/// <summary>A provider whose calls are told to the clock of the operation.</summary>
internal sealed class TimedProvider(IResourceProvider provider, WorkClock clock) : IResourceProvider
{
    public string Version => provider.Version;

    public ProviderCapabilities Capabilities => provider.Capabilities;

    public Task<string> GetSchemaAsync(CancellationToken cancellationToken) => TimeAsync(() => provider.GetSchemaAsync(cancellationToken));

    public Task<CheckResult> CheckConfigAsync(CheckArgs args, CancellationToken cancellationToken) => TimeAsync(() => provider.CheckConfigAsync(args, cancellationToken));

    public Task<DiffResult> DiffConfigAsync(DiffArgs args, CancellationToken cancellationToken) => TimeAsync(() => provider.DiffConfigAsync(args, cancellationToken));

    public Task ConfigureAsync(PropertyMap inputs, CancellationToken cancellationToken) => TimeAsync(() => provider.ConfigureAsync(inputs, cancellationToken));

    public Task<CheckResult> CheckAsync(CheckArgs args, CancellationToken cancellationToken) => TimeAsync(() => provider.CheckAsync(args, cancellationToken));

    public Task<DiffResult> DiffAsync(DiffArgs args, CancellationToken cancellationToken) => TimeAsync(() => provider.DiffAsync(args, cancellationToken));

    public Task<CreateResult> CreateAsync(CreateArgs args, CancellationToken cancellationToken) => TimeAsync(() => provider.CreateAsync(args, cancellationToken));

    public Task<ReadResult?> ReadAsync(ReadArgs args, CancellationToken cancellationToken) => TimeAsync(() => provider.ReadAsync(args, cancellationToken));

    public Task<UpdateResult> UpdateAsync(UpdateArgs args, CancellationToken cancellationToken) => TimeAsync(() => provider.UpdateAsync(args, cancellationToken));

    public Task DeleteAsync(DeleteArgs args, CancellationToken cancellationToken) => TimeAsync(() => provider.DeleteAsync(args, cancellationToken));

    public Task<InvokeResult> InvokeAsync(InvokeArgs args, CancellationToken cancellationToken) => TimeAsync(() => provider.InvokeAsync(args, cancellationToken));

    public Task CancelAsync(CancellationToken cancellationToken) => provider.CancelAsync(cancellationToken);

    public ValueTask DisposeAsync() => provider.DisposeAsync();

    private async Task<T> TimeAsync<T>(Func<Task<T>> call)
    {
        clock.Begin(WorkKind.ProviderCall);
        try
        {
            return await call();
        }
        finally
        {
            clock.End(WorkKind.ProviderCall);
        }
    }

    private async Task TimeAsync(Func<Task> call)
    {
        clock.Begin(WorkKind.ProviderCall);
        try
        {
            await call();
        }
        finally
        {
            clock.End(WorkKind.ProviderCall);
        }
    }
}
