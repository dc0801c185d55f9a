using System.Collections.Immutable;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Databases;
using Infra.Rehearsal.Facts;
using Infra.Rehearsal.Machines;

namespace Infra.Rehearsal.Kinds;

/// <summary>A pool of PgBouncer's on the cluster's machine.</summary>
internal sealed class DatabaseConnectionPool : DatabasePart
{
    private const int ConnectionsPerGiB = 25;
    private const int Reserved = 3;

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs) =>
        [.. base.Check(inputs), .. Fail("size", inputs.Number("size") < 1 ? "is 1 at least" : null)];

    public override string NewId(PropertyMap inputs, CloudAccount account) => $"{inputs.Text("clusterId")}/pool/{inputs.Text("name")}";

    public override async Task<PropertyMap> MakeAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        var (account, inputs) = (work.Account, work.Inputs);
        var cluster = account.Get(nameof(DatabaseCluster), inputs.Text("clusterId"));
        var server = DatabaseCluster.ServerOf(cluster);
        var user = inputs.Text("user") is { Length: > 0 } given ? given : DatabaseServer.Admin;
        var pools = Of(account, cluster);
        if (server.SetPools(pools) is not { } script)
        {
            throw CloudAnswer.Unprocessable($"only clusters of pg have pools, and '{cluster.Name}' is one of {server.Engine}");
        }

        if (pools.Sum(p => p.Size) is var sum && Available(cluster) is { } most && sum > most)
        {
            throw CloudAnswer.Unprocessable($"the pools of '{cluster.Name}' would hold {sum} connections, and its size has {most}");
        }

        await DemandAsync(work, server.HasDatabase(inputs.Text("dbName")), $"database '{inputs.Text("dbName")}'", cancellationToken);
        await DemandAsync(work, server.HasUser(user), $"user '{user}'", cancellationToken);
        var machines = new CloudMachine(account.Root, work.Narrator);
        await machines.RunAsync(DatabaseCluster.MachineName(cluster), script, cancellationToken);
        var password = (await machines.RunAsync(DatabaseCluster.MachineName(cluster), DatabaseServer.TellPassword(user), cancellationToken)).Trim();
        var host = cluster.Text("host");
        var uri = ((PropertyValue)$"{server.Scheme}://{user}:{password}@{host}:{DatabaseServer.PoolPort}/{thing.Name}?{server.TlsOption}").AsSecret();
        return
        [
            new("host", host), new("privateHost", host), new("port", DatabaseServer.PoolPort), new("password", ((PropertyValue)password).AsSecret()),
            new("uri", uri), new("privateUri", uri),
        ];
    }

    public override async Task<Thing?> LookAsync(Thing thing, CloudAccount account, CancellationToken cancellationToken) =>
        await IsThereAsync(account, thing.Inputs, server => server.HasPool(thing.Name) ?? "", cancellationToken) ? thing : null;

    public override async Task RemoveAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        if (work.Account.Find(nameof(DatabaseCluster), thing.Text("clusterId")) is { Complete: true } cluster
            && new CloudMachine(work.Account.Root, Silence.Narrator).Find(DatabaseCluster.MachineName(cluster)) is not null
            && DatabaseCluster.ServerOf(cluster).SetPools(Of(work.Account, cluster, without: thing.Id)) is { } script)
        {
            await new CloudMachine(work.Account.Root, work.Narrator).RunAsync(DatabaseCluster.MachineName(cluster), script, cancellationToken);
        }
    }

    /// <summary>All pools of a cluster, those that are being made too.</summary>
    private static ImmutableArray<Pool> Of(CloudAccount account, Thing cluster, string without = "") =>
    [
        .. account.Things.Where(t => t.Kind == nameof(DatabaseConnectionPool) && t.Text("clusterId") == cluster.Id && t.Id != without)
            .Select(t => new Pool(t.Name, t.Text("dbName"), t.Text("mode"), t.Number("size") ?? 1)),
    ];

    /// <summary>Connections that the cluster has for pools; null: its size is not known.</summary>
    private static int? Available(Thing cluster) =>
        CloudFacts.DigitalOcean.Nodes.GetValueOrDefault(cluster.Text("size")) is { } node ? (node.MemoryMiB * ConnectionsPerGiB / 1024) - Reserved : null;

    private static async Task DemandAsync(Work work, string question, string what, CancellationToken cancellationToken)
    {
        if ((await RunAsync(work.Account, work.Inputs, _ => question, cancellationToken)).Trim() != "yes")
        {
            throw CloudAnswer.NotFound($"the cluster has no {what}");
        }
    }
}
