using System.Security.Cryptography;
using System.Text;
using Infra.Machine.Provider.Inputs;
using Infra.Machine.Provider.Resources;
using Infra.Machine.Provider.Shell;
using Infra.Machine.Provider.Ssh;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Configurations;

/// <summary>The wanted state of one layer of a server; one idempotent script brings it about, another reads it back.</summary>
internal sealed class Configuration(ScriptRunner runner, IProviderHost host) : IMachineResource
{
    private readonly LayersAtWork _atWork = new();

    public string Token => "machine:index:Configuration";

    public CheckResult Check(CheckArgs args) => InputReader.Check(args.News, ConfigurationInputs.Read);

    public DiffResult Diff(DiffArgs args) => ConfigurationDiff.Of(args);

    public async Task<CreateResult> CreateAsync(CreateArgs args, CancellationToken cancellationToken)
    {
        if (args.Preview)
        {
            return new CreateResult("", args.Inputs.With("digest", PropertyValue.Unknown).With("report", PropertyValue.Unknown).With("installedPackages", PropertyValue.Unknown));
        }

        var wanted = ConfigurationInputs.Of(args.Inputs);
        using var atWork = _atWork.Enter(wanted);
        var id = ResourceType.NameIn(args.Urn);
        var (answers, failure) = await TryAsync(wanted, () => ConfigurationScript.Apply(wanted, null, _atWork.Beside(wanted)), Patience.Booting, args.Urn, cancellationToken);
        return failure is null
            ? new CreateResult(id, Outputs(args.Inputs, answers, PropertyMap.Empty))
            : throw HalfDone(wanted, answers, failure, id, Outputs(args.Inputs, answers, PropertyMap.Empty));
    }

    public async Task<ReadResult?> ReadAsync(ReadArgs args, CancellationToken cancellationToken)
    {
        var inputs = args.Inputs ?? throw new ProviderException($"{Token} cannot be imported: declare it, and what is already so is left alone");
        var known = ConfigurationInputs.Of(inputs);
        var answers = await RunAsync(known, () => ConfigurationScript.Read(known), Patience.Starting, args.Urn, cancellationToken);
        var found = FoundState.Of(inputs, known, answers);
        return found.Equals(inputs)
            ? new ReadResult(args.Id, args.Outputs, inputs)
            : new ReadResult(args.Id, PropertyMap.From(args.Outputs.Concat(found)).With("digest", DigestOf(found)), found);
    }

    public async Task<UpdateResult> UpdateAsync(UpdateArgs args, CancellationToken cancellationToken)
    {
        if (args.Preview)
        {
            return new UpdateResult(PropertyMap.From(args.OldOutputs.Concat(args.News)).With("digest", PropertyValue.Unknown).With("report", PropertyValue.Unknown));
        }

        var wanted = ConfigurationInputs.Of(args.News);
        var before = ConfigurationInputs.Of(args.OldInputs);
        using var atWork = _atWork.Enter(wanted);
        var (answers, failure) = await TryAsync(wanted, () => ConfigurationScript.Apply(wanted, before, _atWork.Beside(wanted)), Patience.Starting, args.Urn, cancellationToken);
        return failure is null
            ? new UpdateResult(Outputs(args.News, answers, args.OldOutputs))
            : throw HalfDone(wanted, answers, failure, args.Id, args.OldOutputs);
    }

    public async Task DeleteAsync(DeleteArgs args, CancellationToken cancellationToken)
    {
        var known = ConfigurationInputs.Of(args.OldInputs);
        await RunAsync(known, () => ConfigurationScript.Remove(known), Patience.Starting, args.Urn, cancellationToken);
    }

    private async Task<Answers> RunAsync(ConfigurationInputs layer, Func<string> script, Patience patience, string urn, CancellationToken cancellationToken)
    {
        var (answers, failure) = await TryAsync(layer, script, patience, urn, cancellationToken);
        return failure is null ? answers : throw failure;
    }

    private async Task<(Answers Answers, ProviderException? Failure)> TryAsync(
        ConfigurationInputs layer, Func<string> script, Patience patience, string urn, CancellationToken cancellationToken)
    {
        var (answers, exitCode, error) = await runner.RunAsync(
            layer.Connection, script, patience, what => host.Log(LogSeverity.Info, what, urn, ephemeral: true), cancellationToken);
        if (exitCode == 0 && answers.Find("done") is not null)
        {
            return (answers, null);
        }

        return (answers, answers.Find("failed")?.Split('\t', 2) is [var what, var log]
            ? Failure(layer, what, Answers.Decode(log))
            : Problem.Of("INF5202", "A command on the server failed", $"{layer.Connection.Display}, layer '{layer.Title}', ended with {exitCode}: {error}"));
    }

    /// <summary>Commands come after files and packages: when one fails, those are as wanted already, which the next run must know, and a deletion.</summary>
    private static Exception HalfDone(ConfigurationInputs wanted, Answers answers, ProviderException failure, string id, PropertyMap outputs) =>
        answers.Find("failed")?.Split('\t')[0] is { } what && wanted.Commands.ContainsKey(what)
            ? new InitializationFailedException(id, outputs, inputs: null, [failure.Message])
            : failure;

    private static ProviderException Failure(ConfigurationInputs layer, string what, string log)
    {
        var where = $"{layer.Connection.Display}, layer '{layer.Title}', at: {what}\n{string.Join('\n', log.Split('\n').Select(line => "    " + line))}";
        return log.Contains("No space left on device", StringComparison.Ordinal)
            ? Problem.Of("INF5111", "The server's disk is full", where, "Make room there, then run the command again.")
            : what.StartsWith("apt-get", StringComparison.Ordinal)
            ? Problem.Of("INF5203", "Packages could not be installed", where, "Can the server reach its package mirrors, and does the package exist in its release?")
            : what.StartsWith("port ", StringComparison.Ordinal) && log.Contains(" listens at port ", StringComparison.Ordinal)
            ? Problem.Of("INF5204", "A port that the layer needs is in use", where, "Stop what listens there and keep it from starting again, then run the command again. Nothing of the layer was changed.")
            : what.StartsWith("certificate of ", StringComparison.Ordinal)
            ? Problem.Of("INF5205", "The certificate authority gave no certificate", where, "Until it does, the site shows the certificate it has. Does the domain lead to this server, and does the internet reach its port 80? Mend the cause, then run the command again; the authority counts failed attempts.")
            : Problem.Of("INF5201", "The layer could not be brought about", where, "What had been done is kept; run the command again when the cause is mended.");
    }

    private static PropertyMap Outputs(PropertyMap inputs, Answers answers, PropertyMap before)
    {
        var changes = answers.All("changed").Select(c => c.Replace('\t', ' ')).ToList();
        var installed = changes.Where(c => c.StartsWith("package ", StringComparison.Ordinal)).Select(c => c["package ".Length..])
            .Union(before.Find("installedPackages") is ArrayValue old ? old.Items.OfType<StringValue>().Select(i => i.Value) : [])
            .Order(StringComparer.Ordinal);
        return inputs.With("digest", DigestOf(inputs))
            .With("report", PropertyValue.Array(changes.Select(c => (PropertyValue)c)))
            .With("installedPackages", PropertyValue.Array(installed.Select(i => (PropertyValue)i)));
    }

    /// <summary>Of everything but the way to the server. Secrets count by their digests only.</summary>
    private static string DigestOf(PropertyMap inputs)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, inputs.Without(ConnectionInputs.Name));
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    private static void Append(IncrementalHash hash, PropertyValue value)
    {
        switch (value.Unwrap())
        {
            case ObjectValue map:
                foreach (var (name, item) in map.Properties)
                {
                    hash.AppendData(Encoding.UTF8.GetBytes(name + "\0"));
                    Append(hash, item);
                }

                break;
            case ArrayValue list:
                foreach (var item in list.Items)
                {
                    Append(hash, item);
                }

                break;
            case StringValue text:
                hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(text.Value)));
                break;
            case var other:
                hash.AppendData(Encoding.UTF8.GetBytes(other.ToString()));
                break;
        }
    }
}
