using System.Collections.Immutable;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Protocol.Text;
using Infra.Tables.Checks;
using Infra.Tables.Format;

namespace Infra.Tables.Offline;

/// <summary>
/// Stands in a preview for a provider that cannot be asked: checks inputs, tells updates from replacements, and leaves
/// unknown what only the cloud knows. Changes nothing and reads nothing.
/// </summary>
/// <param name="package">The package's table.</param>
/// <param name="catalog">Its resources, functions and enums.</param>
/// <param name="missing">What is missing to ask the real provider, in words.</param>
/// <param name="host">Gets warnings about inputs.</param>
public sealed class OfflineProvider(Table package, TableCatalog catalog, string missing, IProviderHost host) : IResourceProvider
{
    private static readonly ImmutableHashSet<string> _ofEngine = ["version", "pluginDownloadURL", "pluginChecksums"];

    public string Version => package.Version;

    public ProviderCapabilities Capabilities { get; } = new();

    public Task<string> GetSchemaAsync(CancellationToken cancellationToken) => throw Refused("the schema");

    public Task<CheckResult> CheckConfigAsync(CheckArgs args, CancellationToken cancellationToken)
    {
        var own = PropertyMap.From(args.News.Where(p => !_ofEngine.Contains(p.Key)));
        return Task.FromResult(new CheckResult(args.News, Report(args.Urn, InputCheck.Run(package, catalog, own))));
    }

    public Task<DiffResult> DiffConfigAsync(DiffArgs args, CancellationToken cancellationToken) =>
        Task.FromResult(TableDiff.Between(package, args.OldInputs, args.News));

    public Task ConfigureAsync(PropertyMap inputs, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<CheckResult> CheckAsync(CheckArgs args, CancellationToken cancellationToken)
    {
        var table = Resource(args.Urn);
        var failures = Report(args.Urn, InputCheck.Run(table, catalog, args.News));
        return Task.FromResult(new CheckResult(failures.IsEmpty ? InputDefaults.Fill(table, args.Olds, args.News) : args.News, failures));
    }

    public Task<DiffResult> DiffAsync(DiffArgs args, CancellationToken cancellationToken) =>
        Task.FromResult(TableDiff.Between(Resource(args.Urn), args.OldInputs, args.News));

    public Task<CreateResult> CreateAsync(CreateArgs args, CancellationToken cancellationToken) => args.Preview
        ? Task.FromResult(new CreateResult("", Outputs(Resource(args.Urn), args.Inputs, name => PropertyValue.Unknown)))
        : throw Refused($"a creation of {ResourceType.Of(args.Urn)}");

    /// <summary>Of a resource that a program looks up: what it says itself, and otherwise unknown.</summary>
    public Task<ReadResult?> ReadAsync(ReadArgs args, CancellationToken cancellationToken) => args.Inputs is { } given
        ? Task.FromResult<ReadResult?>(new ReadResult(args.Id, Outputs(Resource(args.Urn), given, name => PropertyValue.Unknown), null))
        : throw Refused($"reading the {ResourceType.Of(args.Urn)} '{args.Id}'");

    public Task<UpdateResult> UpdateAsync(UpdateArgs args, CancellationToken cancellationToken) => args.Preview
        ? Task.FromResult(new UpdateResult(Outputs(Resource(args.Urn), args.News, name => args.OldOutputs.GetValueOrDefault(name, PropertyValue.Unknown))))
        : throw Refused($"an update of {ResourceType.Of(args.Urn)}");

    public Task DeleteAsync(DeleteArgs args, CancellationToken cancellationToken) => throw Refused($"a deletion of {ResourceType.Of(args.Urn)}");

    /// <summary>The result is unknown, whatever was asked.</summary>
    public Task<InvokeResult> InvokeAsync(InvokeArgs args, CancellationToken cancellationToken)
    {
        var table = catalog.Find(TableKind.Function, args.Token)
            ?? throw new ProviderException($"no function '{args.Token}' is known to the tables of {package.Token} {package.Version}{Suggestion.For(args.Token, catalog.Tokens(TableKind.Function, package.Token))}");
        var failures = Report("", InputCheck.Run(table, catalog, args.Args));
        var result = table.Properties.Where(p => p.Role == PropertyRole.Output).Select(p => KeyValuePair.Create(p.Name, Secret(p, PropertyValue.Unknown)));
        return Task.FromResult(new InvokeResult(failures.IsEmpty ? PropertyMap.From(result) : PropertyMap.Empty, failures));
    }

    public Task CancelAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Table Resource(string urn)
    {
        var type = ResourceType.Of(urn);
        return catalog.Find(TableKind.Resource, type)
            ?? throw new ProviderException($"no resource '{type}' is known to the tables of {package.Token} {package.Version}{Suggestion.For(type, catalog.Tokens(TableKind.Resource, package.Token))}\n{missing}");
    }

    /// <summary>Inputs are outputs; what was not given and the provider does not fill in is not there.</summary>
    private static PropertyMap Outputs(Table table, PropertyMap inputs, Func<string, PropertyValue> unknown)
    {
        var plain = InputDefaults.WithoutNotes(inputs);
        var outputs = new List<KeyValuePair<string, PropertyValue>>();
        foreach (var property in table.Properties)
        {
            if (property.Role == PropertyRole.Input && plain.TryGetValue(property.Name, out var given))
            {
                outputs.Add(new(property.Name, Secret(property, given)));
            }
            else if (property.IsAlwaysThere)
            {
                outputs.Add(new(property.Name, Secret(property, unknown(property.Name))));
            }
        }

        return PropertyMap.From(outputs);
    }

    private static PropertyValue Secret(TableProperty property, PropertyValue value) => property.IsSecret ? value.AsSecret() : value;

    private ImmutableArray<CheckFailure> Report(string urn, ImmutableArray<InputFinding> findings)
    {
        foreach (var finding in findings.Where(f => !f.IsError))
        {
            host.Log(LogSeverity.Warning, $"{finding.Path} {finding.Reason}", urn);
        }

        return [.. findings.Where(f => f.IsError).Select(f => new CheckFailure(f.Path, f.Reason))];
    }

    private ProviderException Refused(string what) =>
        new($"{what} needs the provider {package.Token} itself, and only its tables are here: {missing}\n{OfflineNeeds.Help(package)}");
}
