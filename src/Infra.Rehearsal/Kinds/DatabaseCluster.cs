using System.Collections.Immutable;
using System.Security.Cryptography;
using Infra.Machine.Provider.Local.Cgroups;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Databases;
using Infra.Rehearsal.Facts;
using Infra.Rehearsal.Machines;
using Infra.Rehearsal.Network;
using Infra.Tables;

namespace Infra.Rehearsal.Kinds;

/// <summary>A machine with the database, and one for each standby node; TLS is demanded, as in the cloud.</summary>
internal sealed class DatabaseCluster : Kind
{
    private static CloudFacts Facts => CloudFacts.DigitalOcean;

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        var (engine, version) = (inputs.Text("engine"), inputs.Text("version"));
        var versions = Facts.Databases.GetValueOrDefault(engine, []);
        return
        [
            .. Fail("region", CloudFacts.Unknown(inputs.Text("region"), Facts.Regions, "region")),
            .. Fail("size", CloudFacts.Unknown(inputs.Text("size"), NodeSlugs(), "size")),
            .. Fail("engine", engine.Length > 0 && DatabaseServer.Of(engine) is null ? $"'{engine}' cannot be rehearsed; {string.Join(", ", Facts.Databases.Keys)} can" : null),
            .. Fail("version", version.Length == 0 && !inputs.IsUnknown("version") ? "is needed" : null),
            .. Fail("version", version.Length > 0 && !versions.IsEmpty && !versions.Contains(version) ? $"cannot be '{version}'; versions of {engine}: {string.Join(", ", versions)}" : null),
            .. Fail("nodeCount", inputs.Number("nodeCount") is < 1 or > 3 ? "is 1 to 3" : null),
            .. Fail("nodeCount", inputs.Number("nodeCount") > 1 && inputs.Text("size") == Facts.SingleNode ? $"is 1 for '{Facts.SingleNode}': a standby needs a larger node" : null),
            .. Fail("sqlMode", inputs.Text("sqlMode").Length > 0 && engine != "mysql" ? "is for mysql alone" : null),
            .. Fail("evictionPolicy", inputs.Text("evictionPolicy").Length > 0 ? "is for redis and valkey alone" : null),
            .. Tag.CheckTags(inputs),
        ];
    }

    public override string? Refuse(PropertyMap inputs, ImmutableArray<Thing> others) => Taken(inputs, others, "database cluster");

    public override async Task<PropertyMap> MakeAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        var (inputs, server) = (work.Inputs, ServerOf(thing));
        if (inputs.Text("version") != server.Version)
        {
            work.Narrator.Warn($"{server.Engine} {inputs.Text("version")} is rehearsed with {server.Version}, which this computer's Debian has");
        }

        var machines = new CloudMachine(work.Account.Root, work.Narrator);
        var machine = await machines.BootAsync(
            new MachinePlan(MachineName(thing), MachinePlan.NameFor(thing.Name, "db")) { Packages = server.Packages, Limits = Limits(inputs.Text("size")) }, cancellationToken);
        var (certificate, key) = ServerCertificate.Make(machine.Address, work.Time.GetUtcNow());
        machines.Write(machine.Name, server.Files(certificate, key));
        var (password, following) = (NewPassword(), NewPassword());
        work.Narrator.Progress("starting the database");
        await machines.RunAsync(machine.Name, server.Start(password, following), cancellationToken);
        var standbys = await new StandbyNodes(thing, work).SetAsync(Standbys(inputs), machine.Address, () => Task.FromResult(following), Limits(inputs.Text("size")), cancellationToken);
        var uri = $"{server.Scheme}://{DatabaseServer.Admin}:{password}@{machine.Address}:{DatabaseServer.Port}/{DatabaseServer.FirstDatabase}?{server.TlsOption}";
        return
        [
            new("clusterUrn", $"do:dbaas:{thing.Id}"), new("host", machine.Address), new("privateHost", machine.Address), new("port", DatabaseServer.Port),
            Hosts(standbys), new("user", DatabaseServer.Admin), new("database", DatabaseServer.FirstDatabase), new("metricsEndpoints", PropertyValue.Array()),
            new("password", ((PropertyValue)password).AsSecret()), new("uri", ((PropertyValue)uri).AsSecret()), new("privateUri", ((PropertyValue)uri).AsSecret()),
            .. PropertyMap.From(new KeyValuePair<string, PropertyValue>[]
            {
                new("privateNetworkUuid", Vpc.Default(inputs.Text("region")).Id), new("projectId", Guid.Empty.ToString()),
                new("storageSizeMib", $"{(Facts.Nodes.GetValueOrDefault(inputs.Text("size"))?.DiskGiB ?? 10) * 1024}"),
            }.Where(f => !inputs.ContainsKey(f.Key))),
        ];
    }

    public override Task<Thing?> LookAsync(Thing thing, CloudAccount account, CancellationToken cancellationToken)
    {
        if (new CloudMachine(account.Root, Silence.Narrator).Find(MachineName(thing)) is null)
        {
            return Task.FromResult<Thing?>(null);
        }

        var lost = StandbyHosts(thing).Length - StandbyNodes.Count(thing, account);
        return Task.FromResult<Thing?>(lost == 0 ? thing : thing with { Inputs = thing.Inputs.With("nodeCount", thing.Number("nodeCount")!.Value - lost) });
    }

    public override async Task<PropertyMap> ChangeAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        if (work.Inputs.Text("version") != thing.Text("version"))
        {
            throw CloudAnswer.Unprocessable("an upgrade of the version cannot be rehearsed: this computer's Debian has one version");
        }

        var machines = new CloudMachine(work.Account.Root, work.Narrator);
        if (work.Inputs.Text("size") != thing.Text("size"))
        {
            await CloudFirewall.ApplyAsync(work.Account, cancellationToken, without: thing.Id);
            foreach (var name in MachinesOf(thing).Where(name => machines.Find(name) is not null))
            {
                await machines.ResizeAsync(name, Limits(work.Inputs.Text("size")), cancellationToken);
            }
        }

        var standbys = await new StandbyNodes(thing, work).SetAsync(
            Standbys(work.Inputs),
            thing.Text("host"),
            async () => (await machines.RunAsync(MachineName(thing), DatabaseServer.TellPassword(DatabaseServer.Follower), cancellationToken)).Trim(),
            Limits(work.Inputs.Text("size")),
            cancellationToken);
        return [Hosts(standbys)];
    }

    public override async Task RemoveAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        foreach (var name in MachinesOf(thing))
        {
            await new CloudMachine(work.Account.Root, work.Narrator).RemoveAsync(name, cancellationToken);
        }

        foreach (var part in work.Account.Things.Where(t => t.Kind is nameof(DatabaseDb) or nameof(DatabaseConnectionPool) or nameof(DatabaseUser) or nameof(DatabaseFirewall) && t.Text("clusterId") == thing.Id))
        {
            work.Account.Remove(part);
        }
    }

    public override Task SettleAsync(Work work, CancellationToken cancellationToken) =>
        CloudFirewall.ApplyAsync(work.Account, cancellationToken, narrator: work.Narrator);

    public override IEnumerable<string> MachinesOf(Thing thing) => [MachineName(thing), .. StandbyNodes.NamesOf(thing)];

    /// <summary>The addresses of its standby nodes.</summary>
    internal static ImmutableArray<string> StandbyHosts(Thing cluster) =>
        cluster.Outputs.Find(StandbyNodes.Addresses) is ArrayValue hosts ? [.. hosts.Items.OfType<StringValue>().Select(host => host.Value)] : [];

    internal static string MachineName(Thing cluster) => MachinePlan.NameFor(cluster.Name, cluster.Id);

    internal static DatabaseServer ServerOf(Thing cluster) =>
        DatabaseServer.Of(cluster.Text("engine")) ?? throw new ProviderException($"'{cluster.Text("engine")}' cannot be rehearsed");

    /// <summary>Letters and digits: it needs no quotes anywhere.</summary>
    internal static string NewPassword() => $"AVNS_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12))}";

    private static int Standbys(PropertyMap inputs) => (inputs.Number("nodeCount") ?? 1) - 1;

    private static KeyValuePair<string, PropertyValue> Hosts(ImmutableArray<string> standbys) => new(StandbyNodes.Addresses, PropertyValue.Array(standbys.Select(host => (PropertyValue)host)));

    private static IEnumerable<string> NodeSlugs() =>
        Facts.Nodes.Keys.Union(TableCatalog.Bundled.FindEnum("digitalocean", "DatabaseSlug")?.Members.Select(m => m.Value) ?? [], StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static MachineLimits Limits(string size) => Facts.Nodes.TryGetValue(size, out var node) ? new(node.MemoryMiB, node.Vcpus) : new(null, null);
}
