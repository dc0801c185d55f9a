using System.Collections.Immutable;
using Infra.Machine.Provider.Local.Cgroups;
using Infra.Machine.Provider.Local.Machines;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Kinds;
using Infra.Rehearsal.Machines;
using Infra.Rehearsal.Network;

namespace Infra.Rehearsal.Databases;

/// <summary>Further machines of a cluster, each a copy of the first one's database that keeps following it.</summary>
internal sealed class StandbyNodes(Thing cluster, Work work)
{
    /// <summary>As many as a cluster may have.</summary>
    private const int Most = 2;

    private readonly CloudMachine _machines = new(work.Account.Root, work.Narrator);

    /// <summary>Where a cluster's record says which addresses they have.</summary>
    public const string Addresses = "standbyHosts";

    /// <summary>The names of all machines that may be there.</summary>
    public static IEnumerable<string> NamesOf(Thing cluster) => Enumerable.Range(1, Most).Select(n => $"{DatabaseCluster.MachineName(cluster)}-s{n}");

    /// <summary>How many follow.</summary>
    public static int Count(Thing cluster, CloudAccount account) =>
        NamesOf(cluster).Count(name => new CloudMachine(account.Root, Silence.Narrator).Find(name) is not null);

    /// <summary>Makes or removes machines until there are as many; returns their addresses.</summary>
    /// <param name="count">How many are wanted.</param>
    /// <param name="host">The first node's address.</param>
    /// <param name="following">The password they follow with; asked for only when it is needed.</param>
    /// <param name="limits">Memory and processors of each.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<ImmutableArray<string>> SetAsync(int count, string host, Func<Task<string>> following, MachineLimits limits, CancellationToken cancellationToken)
    {
        var server = DatabaseCluster.ServerOf(cluster);
        if (count > 0 && server.Follow(host, "") is null)
        {
            work.Narrator.Warn($"standby nodes of {server.Engine} are not rehearsed: there is one node");
            count = 0;
        }

        var addresses = new List<string>();
        foreach (var (name, index) in NamesOf(cluster).Select((name, index) => (name, index)))
        {
            if (index >= count)
            {
                await _machines.RemoveAsync(name, cancellationToken);
            }
            else
            {
                addresses.Add((_machines.Find(name) ?? await MakeAsync(name, server, host, await following(), limits, cancellationToken)).Address);
            }
        }

        return [.. addresses];
    }

    private async Task<MachineRecord> MakeAsync(string name, DatabaseServer server, string host, string following, MachineLimits limits, CancellationToken cancellationToken)
    {
        work.Narrator.Progress("making a standby node");
        var machine = await _machines.BootAsync(new MachinePlan(name, MachinePlan.NameFor(cluster.Name, "standby")) { Packages = server.Packages, Limits = limits }, cancellationToken);
        var (certificate, key) = ServerCertificate.Make(machine.Address, work.Time.GetUtcNow());
        _machines.Write(name, server.Files(certificate, key));
        // Trusted sources would keep it out: it is none of them, and the record does not know it yet.
        await CloudFirewall.ApplyAsync(work.Account, cancellationToken, without: cluster.Id);
        await _machines.RunAsync(name, server.Follow(host, following)!, cancellationToken);
        return machine;
    }
}
