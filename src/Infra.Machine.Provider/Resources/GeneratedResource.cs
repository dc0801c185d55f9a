using System.Collections.Immutable;
using Infra.Machine.Provider.Inputs;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Resources;

/// <summary>A value that is made once and lives in the state alone; every change of an input makes a new one.</summary>
internal abstract class GeneratedResource : IMachineResource
{
    public abstract string Token { get; }

    /// <summary>The outputs that <see cref="Generate"/> will add to the inputs.</summary>
    protected abstract ImmutableArray<string> GeneratedOutputs { get; }

    public abstract CheckResult Check(CheckArgs args);

    public DiffResult Diff(DiffArgs args) =>
        InputDiff.Of(args, replacing: args.OldInputs.Keys.Union(args.News.Keys).ToHashSet(StringComparer.Ordinal), ignored: ImmutableHashSet<string>.Empty);

    public Task<CreateResult> CreateAsync(CreateArgs args, CancellationToken cancellationToken)
    {
        if (args.Preview)
        {
            return Task.FromResult(new CreateResult("", GeneratedOutputs.Aggregate(args.Inputs, (map, name) => map.With(name, PropertyValue.Unknown))));
        }

        var (id, outputs) = Generate(args.Inputs);
        return Task.FromResult(new CreateResult(id, PropertyMap.From(args.Inputs.Concat(outputs))));
    }

    public Task<ReadResult?> ReadAsync(ReadArgs args, CancellationToken cancellationToken) => args.Outputs.Count == 0
        ? throw new ProviderException($"{Token} cannot be imported: its value exists in the state alone")
        : Task.FromResult<ReadResult?>(new ReadResult(args.Id, args.Outputs, args.Inputs));

    public Task<UpdateResult> UpdateAsync(UpdateArgs args, CancellationToken cancellationToken) =>
        throw new ProviderException($"{Token} cannot be changed, only replaced");

    public Task DeleteAsync(DeleteArgs args, CancellationToken cancellationToken) => Task.CompletedTask;

    protected abstract (string Id, PropertyMap Outputs) Generate(PropertyMap inputs);
}
