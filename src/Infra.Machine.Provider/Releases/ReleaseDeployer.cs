using System.Globalization;
using Infra.Machine.Provider.Resources;
using Infra.Machine.Provider.Shell;
using Infra.Machine.Provider.Ssh;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Releases;

/// <summary>Brings releases to a server and switches between them.</summary>
internal sealed class ReleaseDeployer(ScriptRunner runner, IProviderHost host, TimeProvider clock)
{
    /// <exception cref="ProviderException">INF5301: it could not be prepared or is not well; the one before serves on.</exception>
    public async Task<ReleaseStatus> DeployAsync(ReleaseInputs wanted, string urn, CancellationToken cancellationToken)
    {
        var hash = SourceArchive.HashOf(wanted.Source);
        var present = await RunAsync(wanted.Connection, ReleaseScript.HasSource(wanted.Place, hash), Patience.Booting, urn, cancellationToken);
        if (present.Find("present") != "yes")
        {
            host.Log(LogSeverity.Info, "uploading the source", urn, ephemeral: true);
            await runner.SendAsync(
                wanted.Connection, ReleaseScript.Receive(wanted.Place, hash), (stream, token) => SourceArchive.WriteAsync(wanted.Source, stream, token), cancellationToken);
        }

        var script = ReleaseScript.Deploy(wanted.Place, NewId(hash), hash, wanted.Prepare);
        return ReleaseStatus.Of(await RunAsync(wanted.Connection, script, Patience.Starting, urn, cancellationToken));
    }

    public async Task<ReleaseStatus> RestoreAsync(ReleaseInputs wanted, string urn, CancellationToken cancellationToken) =>
        ReleaseStatus.Of(await RunAsync(wanted.Connection, ReleaseScript.Restore(wanted.Place), Patience.Starting, urn, cancellationToken));

    public async Task<ReleaseStatus> ReadAsync(ReleaseInputs known, string urn, CancellationToken cancellationToken) =>
        ReleaseStatus.Of(await RunAsync(known.Connection, ReleaseScript.Read(known.Place), Patience.Starting, urn, cancellationToken));

    public async Task<ReleaseStatus> RollbackAsync(ServerConnection connection, ReleasePlace place, string to, CancellationToken cancellationToken) =>
        ReleaseStatus.Of(await RunAsync(connection, ReleaseScript.Rollback(place, to), Patience.Starting, "", cancellationToken));

    public Task RemoveAsync(ReleaseInputs known, string urn, CancellationToken cancellationToken) =>
        RunAsync(known.Connection, ReleaseScript.Remove(known.Place), Patience.Starting, urn, cancellationToken);

    private string NewId(string hash) => $"{clock.GetUtcNow().ToString("yyyyMMddHHmmssff", CultureInfo.InvariantCulture)}-{hash[..Math.Min(12, hash.Length)]}";

    private async Task<Answers> RunAsync(ServerConnection connection, string script, Patience patience, string urn, CancellationToken cancellationToken)
    {
        var (answers, exitCode, error) = await runner.RunAsync(
            connection, () => script, patience, what => host.Log(LogSeverity.Info, what, urn, ephemeral: true), cancellationToken);
        if (exitCode == 0)
        {
            return answers;
        }

        if (answers.Find("failed")?.Split('\t', 2) is [var what, var log])
        {
            throw Problem.Of(
                "INF5301", "The release is not live", $"It failed at: {what}. The release before it serves on. The last lines of its log:\n{Indent(Answers.Decode(log))}",
                "Mend the cause and run the command again.");
        }

        throw Problem.Of("INF5302", "A command on the server failed", $"{connection.Display} ended with {exitCode}: {error}");
    }

    private static string Indent(string text) => string.Join('\n', text.Split('\n').Select(line => "    " + line));
}
