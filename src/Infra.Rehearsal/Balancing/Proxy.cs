using System.Collections.Immutable;
using Infra.Machine.Provider.Local;
using Infra.Machine.Provider.Local.Machines;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Kinds;
using Infra.Rehearsal.Machines;
using Infra.Rehearsal.Network;

namespace Infra.Rehearsal.Balancing;

/// <summary>The machine that stands for a load balancer.</summary>
internal static class Proxy
{
    private const UnixFileMode Public = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const string ConfigurationFile = "etc/haproxy/haproxy.cfg";

    /// <summary>The name of its machine on this computer.</summary>
    public static string MachineOf(Thing balancer) => MachinePlan.NameFor(balancer.Name, balancer.Id);

    /// <summary>The Droplets it sends to, over the network it shares with them: those named, or those with its tag.</summary>
    public static ImmutableArray<Backend> BackendsOf(Thing balancer, CloudAccount account)
    {
        var (ids, tag) = (balancer.List("dropletIds"), balancer.Inputs.Text("dropletTag"));
        return
        [
            .. account.Of(nameof(Droplet)).Where(d => ids.Contains(d.Id) || (tag.Length > 0 && d.List("tags").Contains(tag)))
                .Select(d => new Backend(d.Id, d.Text(d.Text("vpcUuid") == balancer.Text("vpcUuid") ? PrivateAddresses.Output : "ipv4Address"))).OrderBy(b => b.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>Gives it its configuration and certificates; connections that are open are not cut.</summary>
    public static async Task ApplyAsync(CloudAccount account, Thing balancer, Narrator narrator, CancellationToken cancellationToken)
    {
        // Inputs win over what was filled in before they were given.
        var settings = Protocol.Properties.PropertyMap.From(balancer.Outputs.Concat(balancer.Inputs));
        var machines = new CloudMachine(account.Root, narrator);
        var certificates = balancer.Inputs.Objects("forwardingRules").Where(HaproxyConfiguration.EndsTls).Select(HaproxyConfiguration.CertificateOf).Distinct(StringComparer.Ordinal);
        machines.Write(MachineOf(balancer),
        [
            .. certificates.Select(c => new TreeFile(
                HaproxyConfiguration.Certificates[1..] + "/" + HaproxyConfiguration.FileOf(c), File.ReadAllText(Certificate.FileOf(account, account.Get(nameof(Certificate), c))), Private)),
            new TreeFile(ConfigurationFile, HaproxyConfiguration.Render(settings, BackendsOf(balancer, account)), Public),
        ]);
        var ports = balancer.Inputs.Objects("forwardingRules").Select(r => r.Text("entryPort")).Distinct(StringComparer.Ordinal);
        await machines.RunAsync(MachineOf(balancer), Script(string.Join(' ', ports)), cancellationToken);
    }

    /// <summary>Checks and loads the configuration, and waits at most ten seconds until every port is open: a reload does not.</summary>
    private static string Script(string ports) =>
        $"""
        haproxy -c -f /{ConfigurationFile}
        systemctl enable --quiet haproxy
        systemctl reload-or-restart haproxy
        for port in {ports}; do
          tries=0
          until [ -n "$(ss -Hltn "sport = :$port")" ]; do
            tries=$((tries + 1))
            if [ "$tries" -ge 100 ]; then
              echo "nothing listens on port $port" >&2
              journalctl --no-pager --lines=15 --unit=haproxy >&2
              exit 1
            fi
            sleep 0.1
          done
        done

        """;

    /// <summary>After Droplets came or went.</summary>
    public static async Task ApplyAllAsync(CloudAccount account, Narrator narrator, CancellationToken cancellationToken)
    {
        foreach (var balancer in account.Of(nameof(LoadBalancer)).Where(b => new CloudMachine(account.Root, narrator).Find(MachineOf(b)) is not null))
        {
            var file = Path.Combine(account.Root.MachineDirectory(MachineOf(balancer)), "root", ConfigurationFile);
            var settings = Protocol.Properties.PropertyMap.From(balancer.Outputs.Concat(balancer.Inputs));
            if (!File.Exists(file) || await File.ReadAllTextAsync(file, cancellationToken) != HaproxyConfiguration.Render(settings, BackendsOf(balancer, account)))
            {
                await ApplyAsync(account, balancer, narrator, cancellationToken);
            }
        }
    }
}
