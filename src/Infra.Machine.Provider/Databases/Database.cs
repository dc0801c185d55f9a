using System.Collections.Immutable;
using Infra.Machine.Provider.Inputs;
using Infra.Machine.Provider.Resources;
using Infra.Machine.Provider.Shell;
using Infra.Machine.Provider.Ssh;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Databases;

/// <summary>A database and the role that owns it; made when missing, dropped only when that was declared.</summary>
internal sealed class Database(ScriptRunner runner, IProviderHost host) : IMachineResource
{
    private static readonly ImmutableHashSet<string> _identity = ["engine", "name", ConnectionInputs.Name];

    public string Token => "machine:index:Database";

    public CheckResult Check(CheckArgs args) => InputReader.Check(args.News, DatabaseInputs.Read);

    public DiffResult Diff(DiffArgs args)
    {
        var same = ConnectionInputs.LeadToTheSame(args.OldInputs, args.News) ? ImmutableHashSet.Create(ConnectionInputs.Name) : [];
        return InputDiff.Of(args, _identity, same, deleteBeforeReplace: true);
    }

    public async Task<CreateResult> CreateAsync(CreateArgs args, CancellationToken cancellationToken)
    {
        if (!args.Preview)
        {
            await EnsureAsync(args.Inputs, args.Urn, cancellationToken);
        }

        return new CreateResult(args.Preview ? "" : ResourceType.NameIn(args.Urn), Outputs(args.Inputs));
    }

    public async Task<ReadResult?> ReadAsync(ReadArgs args, CancellationToken cancellationToken)
    {
        var inputs = args.Inputs ?? throw new ProviderException($"{Token} cannot be imported: declare it, what is there is kept");
        var known = DatabaseInputs.Of(inputs);
        var answers = await RunAsync(known, DatabaseScript.For(known.Engine).Read(known), cancellationToken);
        if (answers.Find("database") is not { } owner)
        {
            return null;
        }

        var there = answers.All("extension").ToHashSet(StringComparer.Ordinal);
        var found = inputs.With("owner", answers.Find("owner") is null ? "" : owner);
        if (!known.Extensions.IsEmpty)
        {
            found = found.With("extensions", PropertyValue.Array(known.Extensions.Where(there.Contains).Select(e => (PropertyValue)e)));
        }

        return new ReadResult(args.Id, Outputs(found), found);
    }

    public async Task<UpdateResult> UpdateAsync(UpdateArgs args, CancellationToken cancellationToken)
    {
        if (!args.Preview)
        {
            await EnsureAsync(args.News, args.Urn, cancellationToken);
        }

        return new UpdateResult(Outputs(args.News));
    }

    public async Task DeleteAsync(DeleteArgs args, CancellationToken cancellationToken)
    {
        var known = DatabaseInputs.Of(args.OldInputs.Find("owner") is StringValue { Value: "" } ? args.OldInputs.With("owner", args.OldInputs["name"]) : args.OldInputs);
        if (!known.DropOnDelete)
        {
            host.Log(LogSeverity.Warning, $"The database '{known.Name}' stays on {known.Connection.Host} with its data: dropOnDelete is not set.", args.Urn);
            return;
        }

        await RunAsync(known, DatabaseScript.For(known.Engine).Drop(known), cancellationToken);
    }

    private async Task EnsureAsync(PropertyMap inputs, string urn, CancellationToken cancellationToken)
    {
        var wanted = DatabaseInputs.Of(inputs);
        host.Log(LogSeverity.Info, $"database {wanted.Name}", urn, ephemeral: true);
        await RunAsync(wanted, DatabaseScript.For(wanted.Engine).Ensure(wanted), cancellationToken);
    }

    private async Task<Answers> RunAsync(DatabaseInputs database, string script, CancellationToken cancellationToken)
    {
        var (answers, exitCode, error) = await runner.RunAsync(database.Connection, () => script, Patience.Starting, null, cancellationToken);
        return exitCode == 0
            ? answers
            : throw Problem.Of(
                "INF5401", "The database server refused", $"{database.Connection.Display}, database '{database.Name}': {error}",
                "Is the server running? On it: systemctl status postgresql mariadb");
    }

    private static PropertyMap Outputs(PropertyMap inputs) =>
        inputs.With("socket", DatabaseScript.For(inputs.Find("engine") is StringValue { Value: "mariadb" } ? DatabaseEngine.MariaDb : DatabaseEngine.PostgreSql).Socket);
}
