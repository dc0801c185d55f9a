using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Bench.Engine;

/// <summary>Makes nothing: its outputs are its inputs.</summary>
internal sealed class TrivialProvider : IResourceProvider
{
    private int _made;

    public string Version => "";

    public ProviderCapabilities Capabilities { get; } = new();

    public Task<string> GetSchemaAsync(CancellationToken cancellationToken) => Task.FromResult("{}");

    public Task<CheckResult> CheckConfigAsync(CheckArgs args, CancellationToken cancellationToken) => Task.FromResult(CheckResult.Ok(args.News));

    public Task<DiffResult> DiffConfigAsync(DiffArgs args, CancellationToken cancellationToken) => Task.FromResult(DiffResult.None);

    public Task ConfigureAsync(PropertyMap inputs, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<CheckResult> CheckAsync(CheckArgs args, CancellationToken cancellationToken) => Task.FromResult(CheckResult.Ok(args.News));

    public Task<DiffResult> DiffAsync(DiffArgs args, CancellationToken cancellationToken) => Task.FromResult(DiffResult.Unknown);

    public Task<CreateResult> CreateAsync(CreateArgs args, CancellationToken cancellationToken) =>
        Task.FromResult(new CreateResult(args.Preview ? "" : $"thing-{Interlocked.Increment(ref _made)}", args.Inputs));

    public Task<ReadResult?> ReadAsync(ReadArgs args, CancellationToken cancellationToken) =>
        Task.FromResult<ReadResult?>(new ReadResult(args.Id, args.Outputs, args.Inputs));

    public Task<UpdateResult> UpdateAsync(UpdateArgs args, CancellationToken cancellationToken) => Task.FromResult(new UpdateResult(args.News));

    public Task DeleteAsync(DeleteArgs args, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<InvokeResult> InvokeAsync(InvokeArgs args, CancellationToken cancellationToken) => Task.FromResult(InvokeResult.Ok(PropertyMap.Empty));

    public Task CancelAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
