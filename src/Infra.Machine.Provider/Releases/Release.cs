using System.Collections.Immutable;
using Infra.Machine.Provider.Inputs;
using Infra.Machine.Provider.Resources;
using Infra.Machine.Provider.Ssh;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Releases;

/// <summary>A version of an application: uploaded, prepared, asked for its health and only then switched in.</summary>
internal sealed class Release(ReleaseDeployer deployer) : IMachineResource
{
    /// <summary>In inputs that were read back: the live release does not serve.</summary>
    private const string Running = "running";

    private static readonly ImmutableHashSet<string> _identity = ["name", "root", "service", "socketDirectory"];

    /// <summary>What a new release is made for; the rest only says how.</summary>
    private static readonly ImmutableHashSet<string> _making = ["source", "prepare", "triggers", "owner", "environmentFile"];

    public string Token => "machine:index:Release";

    public CheckResult Check(CheckArgs args) => InputReader.Check(args.News, ReleaseInputs.Read);

    public DiffResult Diff(DiffArgs args)
    {
        var changes = Changes(args.OldInputs, args.News).Where(c => !args.IgnoreChanges.Contains(c.Key));
        return InputDiff.Of(
            changes.ToImmutableSortedDictionary(
                c => c.Key, c => new PropertyDiff(_identity.Contains(c.Key) || c.Key == ConnectionInputs.Name ? c.Value.ToReplace() : c.Value), StringComparer.Ordinal),
            deleteBeforeReplace: true);
    }

    public async Task<CreateResult> CreateAsync(CreateArgs args, CancellationToken cancellationToken)
    {
        if (args.Preview)
        {
            return new CreateResult("", Unknown(args.Inputs));
        }

        var status = await deployer.DeployAsync(ReleaseInputs.Of(args.Inputs), args.Urn, cancellationToken);
        return new CreateResult(ResourceType.NameIn(args.Urn), Outputs(args.Inputs, status));
    }

    public async Task<ReadResult?> ReadAsync(ReadArgs args, CancellationToken cancellationToken)
    {
        var known = args.Inputs ?? throw new ProviderException($"{Token} cannot be imported: deploy it instead");
        var inputs = known.Without(Running);
        var status = await deployer.ReadAsync(ReleaseInputs.Of(inputs), args.Urn, cancellationToken);
        if (status.Release.Length == 0)
        {
            return null;
        }

        var found = inputs;
        if (inputs.Find("source") is ArchiveValue source && SourceArchive.HashOf(source) != status.SourceHash)
        {
            found = found.With("source", new ArchiveValue(null, null, null, status.SourceHash));
        }

        return new ReadResult(args.Id, Outputs(found, status), status.Running ? found : found.With(Running, false));
    }

    public async Task<UpdateResult> UpdateAsync(UpdateArgs args, CancellationToken cancellationToken)
    {
        var changes = Changes(args.OldInputs, args.News).Keys;
        var isNew = changes.Any(_making.Contains);
        if (args.Preview)
        {
            return new UpdateResult(isNew ? Unknown(args.News) : PropertyMap.From(args.OldOutputs.Concat(args.News)));
        }

        var wanted = ReleaseInputs.Of(args.News);
        var status = isNew ? await deployer.DeployAsync(wanted, args.Urn, cancellationToken)
            : changes.Contains(Running) ? await deployer.RestoreAsync(wanted, args.Urn, cancellationToken)
            : await deployer.ReadAsync(wanted, args.Urn, cancellationToken);
        return new UpdateResult(Outputs(args.News, status));
    }

    public Task DeleteAsync(DeleteArgs args, CancellationToken cancellationToken) =>
        deployer.RemoveAsync(ReleaseInputs.Of(args.OldInputs.Without(Running)), args.Urn, cancellationToken);

    /// <summary>Differences that mean something: sources by what is in them, connections by where they lead.</summary>
    private static ImmutableSortedDictionary<string, PropertyDiffKind> Changes(PropertyMap olds, PropertyMap news)
    {
        var changes = InputDiff.Compare(olds, news);
        if (olds.Find("source") is ArchiveValue was && news.Find("source") is ArchiveValue now && SourceArchive.HashOf(was) == SourceArchive.HashOf(now))
        {
            changes = changes.Remove("source");
        }

        return ConnectionInputs.LeadToTheSame(olds, news) ? changes.Remove(ConnectionInputs.Name) : changes;
    }

    private static PropertyMap Outputs(PropertyMap inputs, ReleaseStatus status) => PropertyMap.From(inputs.Concat(status.ToOutputs()));

    private static PropertyMap Unknown(PropertyMap inputs) =>
        new[] { "release", "sourceHash", "previous", "releases", Running }.Aggregate(inputs, (map, name) => map.With(name, PropertyValue.Unknown));
}
