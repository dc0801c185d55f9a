using System.Collections.Frozen;
using System.Collections.Immutable;
using Infra.Machine.Provider.Local;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Protocol.Text;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Kinds;
using Infra.Rehearsal.Platform.Containers;
using Infra.Tables;
using Infra.Tables.Checks;
using Infra.Tables.Format;

namespace Infra.Rehearsal;

/// <summary>
/// Takes DigitalOcean's place: refuses what the cloud would refuse, and makes the nearest real thing on this computer.
/// Asks nothing of the cloud and needs no credentials.
/// </summary>
public sealed class RehearsalProvider : IResourceProvider
{
    /// <summary>Marks a provider in the state as one of a rehearsal.</summary>
    public const string Mark = "rehearsal";

    private static readonly ImmutableHashSet<string> _ofEngine = ["version", "pluginDownloadURL", "pluginChecksums", Mark];

    private readonly TableCatalog _tables = TableCatalog.Bundled;
    private readonly Table _package;
    private readonly FrozenDictionary<string, Kind> _kinds;
    private readonly CloudAccount _account;
    private readonly ThingLife _life;
    private readonly IProviderHost _host;
    private readonly CancellationTokenSource _cancelled = new();

    public RehearsalProvider(IProviderHost host)
        : this(
            host,
            LocalRoot.FromEnvironment(Environment.GetEnvironmentVariable),
            TimeProvider.System,
            CloudFaults.Parse(Environment.GetEnvironmentVariable(CloudFaults.Variable), TimeProvider.System),
            Environment.GetEnvironmentVariable(ContainerImage.Variable))
    {
    }

    internal RehearsalProvider(IProviderHost host, LocalRoot root, TimeProvider time, CloudFaults faults, string? registry)
    {
        _host = host;
        _account = new CloudAccount(root) { Registry = registry };
        _package = _tables.Find(TableKind.Package, "digitalocean") ?? throw new InvalidOperationException("the tables of digitalocean are missing");
        _kinds = KindCatalog.Create().ToFrozenDictionary(k => k.Token, StringComparer.Ordinal);
        _life = new ThingLife(_account, host, time, faults);
    }

    public string Version => _package.Version;

    public ProviderCapabilities Capabilities { get; } = new(AcceptSecrets: true, AcceptResources: false, AcceptOutputs: false, SupportsPreview: true);

    /// <summary>The kinds there are, by token.</summary>
    internal IEnumerable<string> Tokens => _kinds.Keys;

    public Task<string> GetSchemaAsync(CancellationToken cancellationToken) =>
        throw new ProviderException("a rehearsal has no schema of its own: that of the provider digitalocean is the one");

    public Task<CheckResult> CheckConfigAsync(CheckArgs args, CancellationToken cancellationToken)
    {
        var own = PropertyMap.From(args.News.Where(p => !_ofEngine.Contains(p.Key)));
        return Task.FromResult(new CheckResult(args.News.With(Mark, "on this computer"), Report(args.Urn, InputCheck.Run(_package, _tables, own))));
    }

    public Task<DiffResult> DiffConfigAsync(DiffArgs args, CancellationToken cancellationToken) => Task.FromResult(DiffResult.None);

    public Task ConfigureAsync(PropertyMap inputs, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<CheckResult> CheckAsync(CheckArgs args, CancellationToken cancellationToken)
    {
        var (kind, table) = (KindOf(args.Urn), TableOf(args.Urn));
        var failures = Report(args.Urn, InputCheck.Run(table, _tables, args.News));
        if (!failures.IsEmpty)
        {
            return Task.FromResult(new CheckResult(args.News, failures));
        }

        var inputs = Names.Generate(table, ResourceType.NameIn(args.Urn), InputDefaults.Fill(table, args.Olds, args.News), args.RandomSeed.Span);
        return Task.FromResult(new CheckResult(inputs, [.. kind.Check(inputs)]));
    }

    public async Task<DiffResult> DiffAsync(DiffArgs args, CancellationToken cancellationToken)
    {
        var (kind, diff) = (KindOf(args.Urn), TableDiff.Between(TableOf(args.Urn), args.OldInputs, args.News));
        var stale = _account.Find(kind.Name, args.Id) is { Complete: true } thing
            ? await kind.StaleAsync(thing, args.OldOutputs, args.News, _host.ProjectDirectory, cancellationToken)
            : null;
        return (stale is null ? diff : diff.With(stale)).Without(args.IgnoreChanges);
    }

    public Task<CreateResult> CreateAsync(CreateArgs args, CancellationToken cancellationToken) => UntilCancelledAsync(
        async token =>
        {
            var (kind, table) = (KindOf(args.Urn), TableOf(args.Urn));
            if (args.Preview)
            {
                return new CreateResult("", OutputShape.Foreseen(table, args.Inputs, kind.Foresee(args.Inputs)));
            }

            var thing = await _life.MakeAsync(kind, args.Urn, args.Inputs, token);
            return new CreateResult(thing.Id, OutputShape.Of(table, args.Inputs, thing.Outputs));
        },
        cancellationToken);

    public Task<ReadResult?> ReadAsync(ReadArgs args, CancellationToken cancellationToken) => UntilCancelledAsync(
        async token =>
        {
            var (kind, table) = (KindOf(args.Urn), TableOf(args.Urn));
            if (_account.Find(kind.Name, args.Id) is not { Complete: true } kept || await kind.LookAsync(kept, _account, token) is not { } found)
            {
                return null;
            }

            var secrets = PropertyMap.From(args.Outputs.Where(p => p.Value.ContainsSecrets));
            var outputs = OutputShape.Of(table, PropertyMap.From(found.Inputs.Concat(secrets)), found.Outputs);
            return new ReadResult(args.Id, outputs, args.Inputs is { } known ? Found(kept, found, known) : found.Inputs);
        },
        cancellationToken);

    public Task<UpdateResult> UpdateAsync(UpdateArgs args, CancellationToken cancellationToken) => UntilCancelledAsync(
        async token =>
        {
            var (kind, table) = (KindOf(args.Urn), TableOf(args.Urn));
            if (args.Preview)
            {
                return new UpdateResult(OutputShape.Foreseen(table, args.News, PropertyMap.From(args.OldOutputs.Where(o => !args.News.ContainsKey(o.Key)))));
            }

            var thing = await _life.ChangeAsync(kind, args.Id, args.Urn, args.News, token);
            return new UpdateResult(OutputShape.Of(table, args.News, PropertyMap.From(args.OldOutputs.Where(o => o.Value.ContainsSecrets).Concat(thing.Outputs))));
        },
        cancellationToken);

    public Task DeleteAsync(DeleteArgs args, CancellationToken cancellationToken) => UntilCancelledAsync(
        async token =>
        {
            await _life.RemoveAsync(KindOf(args.Urn), args.Id, args.Urn, args.OldInputs, token);
            return true;
        },
        cancellationToken);

    public Task<InvokeResult> InvokeAsync(InvokeArgs args, CancellationToken cancellationToken) => UntilCancelledAsync(
        async token => args.Token == Inspection.Token
            ? InvokeResult.Ok(await Inspection.RunAsync(_account, _kinds.Values, token))
            : Lookup.Find(_account, args),
        cancellationToken);

    public Task CancelAsync(CancellationToken cancellationToken) => _cancelled.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await _cancelled.CancelAsync();
        _cancelled.Dispose();
    }

    /// <summary>The inputs of the state, with what is otherwise than it was made.</summary>
    private static PropertyMap Found(Thing kept, Thing found, PropertyMap known) => PropertyMap.From(
        known.Where(p => !kept.Inputs.ContainsKey(p.Key) || found.Inputs.ContainsKey(p.Key))
            .Concat(found.Inputs.Where(p => !p.Value.Equals(kept.Inputs.Find(p.Key)))));

    private Kind KindOf(string urn)
    {
        var type = ResourceType.Of(urn);
        return _kinds.TryGetValue(type, out var kind) ? kind : throw new ProviderException(
            $"INF7506: '{type}' cannot be rehearsed on this computer{Suggestion.For(type, _kinds.Keys)}\nRehearsed are: {string.Join(", ", _kinds.Values.Select(k => k.Name).Order(StringComparer.Ordinal))}.");
    }

    private Table TableOf(string urn) => _tables.Find(TableKind.Resource, ResourceType.Of(urn)) ?? throw new ProviderException($"no table of '{ResourceType.Of(urn)}' is there");

    private ImmutableArray<CheckFailure> Report(string urn, ImmutableArray<InputFinding> findings)
    {
        foreach (var finding in findings.Where(f => !f.IsError))
        {
            _host.Log(LogSeverity.Warning, $"{finding.Path} {finding.Reason}", urn);
        }

        return [.. findings.Where(f => f.IsError).Select(f => new CheckFailure(f.Path, f.Reason))];
    }

    private async Task<T> UntilCancelledAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _cancelled.Token);
        return await call(either.Token);
    }
}
