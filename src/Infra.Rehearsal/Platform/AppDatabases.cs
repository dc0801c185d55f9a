using System.Collections.Immutable;
using Infra.Machine.Provider.Shell;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Databases;
using Infra.Rehearsal.Kinds;
using Infra.Rehearsal.Machines;

namespace Infra.Rehearsal.Platform;

/// <summary>The databases of an app: those for development in its own machine, and clusters of the account.</summary>
internal static class AppDatabases
{
    private const string Directory = "/srv/platform/databases";

    /// <summary>Makes what is missing.</summary>
    /// <returns>Name of a database to what its variables are.</returns>
    public static async Task<ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>> EnsureAsync(
        AppSpec spec, AppMachine machine, Work work, CancellationToken cancellationToken)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, ImmutableSortedDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var database in spec.Databases)
        {
            values[database.Name] = database.IsManaged
                ? await OfClusterAsync(database, work, cancellationToken)
                : await OfMachineAsync(database, machine, work, cancellationToken);
        }

        return values.ToImmutable();
    }

    /// <summary>Takes away what is declared no more.</summary>
    public static async Task DropOthersAsync(AppSpec spec, AppMachine machine, CancellationToken cancellationToken)
    {
        var there = (await machine.AskAsync($"ls {Directory}\n", cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var name in there.Where(n => !n.StartsWith("server.", StringComparison.Ordinal)).Except(spec.Databases.Where(d => !d.IsManaged).Select(d => d.Name), StringComparer.Ordinal))
        {
            await machine.AskAsync($"{DevelopmentDatabase.Drop(name)}rm -f {Sh.Quote($"{Directory}/{name}")}\n", cancellationToken);
        }
    }

    private static async Task<ImmutableSortedDictionary<string, string>> OfMachineAsync(AppDatabase database, AppMachine machine, Work work, CancellationToken cancellationToken)
    {
        if (database.Version is { Length: > 0 } version and not DevelopmentDatabase.Version)
        {
            work.Narrator.Warn($"the database {database.Name} of PostgreSQL {version} is rehearsed with {DevelopmentDatabase.Version}, which this computer's Debian has");
        }

        var authority = await machine.AskAsync($"cat {Directory}/server.crt 2>/dev/null || true\n", cancellationToken);
        if (authority.Length == 0)
        {
            (authority, var key) = ServerCertificate.Make(Instance.Gateway, work.Time.GetUtcNow());
            machine.Write([.. DevelopmentDatabase.Files(authority, key), new($"{Directory[1..]}/server.new", authority, AppMachine.Private)]);
            await machine.AskAsync($"{DevelopmentDatabase.Start}mv {Directory}/server.new {Directory}/server.crt\n", cancellationToken);
        }

        // After a stop of the machine it had no address to listen at.
        await machine.AskAsync(DevelopmentDatabase.Restore, cancellationToken);

        var file = Sh.Quote($"{Directory}/{database.Name}");
        var password = (await machine.AskAsync($"cat {file} 2>/dev/null || true\n", cancellationToken)).Trim();
        if (password.Length == 0)
        {
            password = DatabaseCluster.NewPassword();
            await machine.AskAsync($"{DevelopmentDatabase.Make(database.Name, password)}umask 077\nprintf %s {password} >{file}\n", cancellationToken);
        }

        return Values(new PostgresServer(), Instance.Gateway, database.Name, password, database.Name, authority);
    }

    private static async Task<ImmutableSortedDictionary<string, string>> OfClusterAsync(AppDatabase database, Work work, CancellationToken cancellationToken)
    {
        var cluster = work.Account.Of(nameof(DatabaseCluster)).FirstOrDefault(c => c.Name == database.Cluster)
            ?? throw CloudAnswer.NotFound($"there is no database cluster '{database.Cluster}' in this account");
        var server = DatabaseCluster.ServerOf(cluster);
        if (server.Engine != (database.Engine == "PG" ? "pg" : "mysql"))
        {
            throw CloudAnswer.Unprocessable($"the database cluster '{database.Cluster}' is {server.Engine}, the app's database '{database.Name}' {database.Engine}");
        }

        var user = database.Inputs.Text("dbUser") is { Length: > 0 } given ? given : DatabaseServer.Admin;
        var name = database.Inputs.Text("dbName") is { Length: > 0 } wanted ? wanted : DatabaseServer.FirstDatabase;
        Task<string> AskAsync(string script) => new CloudMachine(work.Account.Root, Silence.Narrator).RunAsync(DatabaseCluster.MachineName(cluster), script, cancellationToken);
        if ((await AskAsync(server.HasUser(user))).Trim() != "yes" || (await AskAsync(server.HasDatabase(name))).Trim() != "yes")
        {
            throw CloudAnswer.NotFound($"the database cluster '{database.Cluster}' has no user '{user}' or no database '{name}'");
        }

        var certificate = server.Files("", "").First(f => f.Path.EndsWith("server.crt", StringComparison.Ordinal)).Path;
        return Values(server, cluster.Text("host"), user, (await AskAsync($"cat /root/passwords/{user}\n")).Trim(), name, await AskAsync($"cat /{certificate}\n"));
    }

    private static ImmutableSortedDictionary<string, string> Values(DatabaseServer server, string host, string user, string password, string name, string authority) =>
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
        [
            KeyValuePair.Create("CA_CERT", authority), KeyValuePair.Create("DATABASE", name), KeyValuePair.Create("HOSTNAME", host), KeyValuePair.Create("PASSWORD", password),
            KeyValuePair.Create("PORT", $"{DatabaseServer.Port}"), KeyValuePair.Create("USERNAME", user),
            KeyValuePair.Create("DATABASE_URL", $"{server.Scheme}://{user}:{password}@{host}:{DatabaseServer.Port}/{name}?{server.TlsOption}"),
        ]);
}
