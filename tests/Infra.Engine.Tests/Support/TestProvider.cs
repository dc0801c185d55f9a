using System.Collections.Immutable;
using Infra.Engine.Plan;
using Infra.Engine.Urns;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Engine.Tests.Support;

/// <summary>
/// Makes entries in a <see cref="Ledger"/>. A change of the input "name" needs a replacement, of "first" one that
/// deletes first; "bad" is refused, and so is a configuration with "refused"; another "account" there needs a replacement, another "note" nothing; one with "willful" gets another version, one with "forgetful" none; one with "opaque" cannot be imported. With an input "key" a thing is known by it, and made only once.
/// </summary>
internal sealed class TestProvider(Ledger ledger) : IResourceProvider
{
    private readonly CancellationTokenSource _cancelled = new();

    /// <summary>Runs inside each changing call ("create a"); may throw or wait.</summary>
    public Func<string, CancellationToken, Task> During { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>Runs when the real thing has changed, before the engine hears of it.</summary>
    public Func<string, Task> After { get; init; } = _ => Task.CompletedTask;

    /// <summary>Runs before a read, with the resource's name.</summary>
    public Func<string, Task> Reading { get; init; } = _ => Task.CompletedTask;

    public PropertyMap Configuration { get; private set; } = PropertyMap.Empty;

    public string Version => "1.0.0";

    public ProviderCapabilities Capabilities { get; init; } = new();

    public Task<string> GetSchemaAsync(CancellationToken cancellationToken) => Task.FromResult("{}");

    public Task<CheckResult> CheckConfigAsync(CheckArgs args, CancellationToken cancellationToken) => Task.FromResult(CheckResult.Ok(
        args.News.ContainsKey("willful") ? args.News.With("version", "9.9.9") : args.News.ContainsKey("forgetful") ? args.News.Without("version") : args.News));

    public Task<DiffResult> DiffConfigAsync(DiffArgs args, CancellationToken cancellationToken)
    {
        var diff = PropertyDifference.Between(args.OldInputs.Without("note"), args.News.Without("note"));
        return Task.FromResult(diff with { Replaces = [.. diff.Diffs.Where(d => d == "account")] });
    }

    public Task ConfigureAsync(PropertyMap inputs, CancellationToken cancellationToken)
    {
        if (inputs.ContainsKey("refused"))
        {
            throw new ProviderException("the token is not valid");
        }

        Configuration = inputs;
        return Task.CompletedTask;
    }

    public Task<CheckResult> CheckAsync(CheckArgs args, CancellationToken cancellationToken) => Task.FromResult(
        args.News.ContainsKey("bad") ? new CheckResult(args.News, [new CheckFailure("bad", "is not wanted")]) : CheckResult.Ok(args.News));

    public Task<DiffResult> DiffAsync(DiffArgs args, CancellationToken cancellationToken)
    {
        var diff = PropertyDifference.Between(args.OldInputs, args.News);
        var replaces = diff.Diffs.Where(d => d is "name" or "first").ToImmutableArray();
        return Task.FromResult(diff with { Replaces = replaces, DeleteBeforeReplace = replaces.Contains("first") });
    }

    public async Task<CreateResult> CreateAsync(CreateArgs args, CancellationToken cancellationToken)
    {
        if (args.Preview)
        {
            return new CreateResult("", args.Inputs.With("made", PropertyValue.Unknown));
        }

        await DuringAsync($"create {Urn.Name(args.Urn)}", cancellationToken);
        var id = args.Inputs.Find("key") is StringValue key ? $"key-{key.Value}" : ledger.NextId();
        var outputs = args.Inputs.With("made", id);
        ledger.Things[id] = outputs;
        ledger.Calls.Enqueue($"create {Urn.Name(args.Urn)}");
        await After($"create {Urn.Name(args.Urn)}");
        return new CreateResult(id, outputs);
    }

    public async Task<ReadResult?> ReadAsync(ReadArgs args, CancellationToken cancellationToken)
    {
        await Reading(Urn.Name(args.Urn));
        return ledger.Things.TryGetValue(args.Id, out var thing)
            ? new ReadResult(args.Id, thing, thing.ContainsKey("opaque") ? null : thing.Without("made"))
            : null;
    }

    public async Task<UpdateResult> UpdateAsync(UpdateArgs args, CancellationToken cancellationToken)
    {
        var outputs = args.News.With("made", args.Id);
        if (args.Preview)
        {
            return new UpdateResult(outputs);
        }

        await DuringAsync($"update {Urn.Name(args.Urn)}", cancellationToken);
        ledger.Things[args.Id] = outputs;
        ledger.Calls.Enqueue($"update {Urn.Name(args.Urn)}");
        await After($"update {Urn.Name(args.Urn)}");
        return new UpdateResult(outputs);
    }

    public async Task DeleteAsync(DeleteArgs args, CancellationToken cancellationToken)
    {
        await DuringAsync($"delete {Urn.Name(args.Urn)}", cancellationToken);
        ledger.Things.TryRemove(args.Id, out _);
        ledger.Calls.Enqueue($"delete {Urn.Name(args.Urn)}");
        await After($"delete {Urn.Name(args.Urn)}");
    }

    public Task<InvokeResult> InvokeAsync(InvokeArgs args, CancellationToken cancellationToken) =>
        Task.FromResult(InvokeResult.Ok(args.Args.With("configuration", Configuration)));

    public Task CancelAsync(CancellationToken cancellationToken) => _cancelled.CancelAsync();

    public ValueTask DisposeAsync()
    {
        _cancelled.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task DuringAsync(string call, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _cancelled.Token);
        await During(call, either.Token);
    }
}
