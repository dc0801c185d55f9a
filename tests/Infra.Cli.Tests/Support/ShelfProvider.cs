using Infra.Engine.Plan;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Cli.Tests.Support;

/// <summary>Puts things on a <see cref="Shelf"/>. Another "name" needs a replacement; what is "broken" cannot be made.</summary>
internal sealed class ShelfProvider(Shelf shelf) : IResourceProvider
{
    public string Version => "1.2.3";

    public ProviderCapabilities Capabilities { get; } = new();

    public Task<string> GetSchemaAsync(CancellationToken cancellationToken) => Task.FromResult(shelf.Schema);

    public Task<CheckResult> CheckConfigAsync(CheckArgs args, CancellationToken cancellationToken) => Task.FromResult(CheckResult.Ok(args.News));

    public Task<DiffResult> DiffConfigAsync(DiffArgs args, CancellationToken cancellationToken) => Task.FromResult(DiffResult.None);

    public Task ConfigureAsync(PropertyMap inputs, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<CheckResult> CheckAsync(CheckArgs args, CancellationToken cancellationToken) => Task.FromResult(CheckResult.Ok(args.News));

    public Task<DiffResult> DiffAsync(DiffArgs args, CancellationToken cancellationToken)
    {
        var diff = PropertyDifference.Between(args.OldInputs, args.News);
        return Task.FromResult(diff with { Replaces = [.. diff.Diffs.Where(d => d == "name")] });
    }

    public Task<CreateResult> CreateAsync(CreateArgs args, CancellationToken cancellationToken)
    {
        if (args.Preview)
        {
            return Task.FromResult(new CreateResult("", args.Inputs.With("made", PropertyValue.Unknown)));
        }

        Refuse(args.Inputs);
        var id = shelf.NextId();
        shelf.Things[id] = args.Inputs.With("made", id);
        return Task.FromResult(new CreateResult(id, shelf.Things[id]));
    }

    public Task<ReadResult?> ReadAsync(ReadArgs args, CancellationToken cancellationToken) =>
        Task.FromResult(shelf.Things.TryGetValue(args.Id, out var thing) ? new ReadResult(args.Id, thing, thing.Without("made")) : null);

    public Task<UpdateResult> UpdateAsync(UpdateArgs args, CancellationToken cancellationToken)
    {
        var outputs = args.News.With("made", args.Id);
        if (!args.Preview)
        {
            Refuse(args.News);
            shelf.Things[args.Id] = outputs;
        }

        return Task.FromResult(new UpdateResult(outputs));
    }

    public Task DeleteAsync(DeleteArgs args, CancellationToken cancellationToken)
    {
        shelf.Things.Remove(args.Id);
        return Task.CompletedTask;
    }

    public Task<InvokeResult> InvokeAsync(InvokeArgs args, CancellationToken cancellationToken) => Task.FromResult(InvokeResult.Ok(args.Args));

    public Task CancelAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static void Refuse(PropertyMap inputs)
    {
        if (inputs.Find("broken") is StringValue reason)
        {
            throw new ProviderException(reason.Value);
        }
    }
}
