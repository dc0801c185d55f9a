using Infra.Machine.Provider.Local.Cgroups;
using Infra.Machine.Provider.Local.Images;
using Infra.Machine.Provider.Local.Machines;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Kinds;
using Infra.Rehearsal.Machines;

namespace Infra.Rehearsal.Dns;

/// <summary>The account's name server: a machine on this computer that is there while the account has a domain or an app.</summary>
internal static class NameServer
{
    public const string Machine = "rehearsal-dns";

    private const string Zones = "var/lib/rehearsal-zones";
    private const UnixFileMode Public = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>The address it answers at; null when it is not there.</summary>
    public static string? Address(CloudAccount account) => new CloudMachine(account.Root, Silence.Narrator).Find(Machine)?.Address;

    /// <summary>Makes the server answer what the account says; takes it away with the last domain.</summary>
    public static async Task ApplyAsync(Work work, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            using (await work.Account.LockAsync(cancellationToken))
            {
                await ApplyLockedAsync(work, cancellationToken);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    private static async Task ApplyLockedAsync(Work work, CancellationToken cancellationToken)
    {
        var machines = new CloudMachine(work.Account.Root, work.Narrator);
        var zones = Zone.Of(work.Account);
        if (zones.IsEmpty)
        {
            await machines.RemoveAsync(Machine, cancellationToken);
            return;
        }

        var running = machines.Find(Machine) is { } found && machines.IsRunning(found) ? found : null;
        var server = running ?? await machines.BootAsync(
            new MachinePlan(Machine, "ns1")
            {
                Packages = ["bind9"],
                Limits = new MachineLimits(512, null),
                Files = [new TreeFile("etc/bind/named.conf", Options(), Public), new TreeFile("etc/bind/rehearsal.conf", "", Public)],
            },
            cancellationToken);
        var serial = work.Time.GetUtcNow().ToUnixTimeSeconds();
        machines.Write(Machine,
        [
            .. zones.Select(z => new TreeFile($"{Zones}/{z.Domain.Id}", ZoneFile.Render(z.Domain, z.Records, server.Address, serial), Public)),
            new TreeFile("etc/bind/rehearsal.conf", string.Concat(zones.Select(z => $"zone \"{z.Domain.Id}\" {{ type primary; file \"/{Zones}/{z.Domain.Id}\"; }};\n")), Public),
        ]);
        await machines.RunAsync(Machine, "systemctl restart named\n", cancellationToken);
        if (running is null)
        {
            work.Narrator.Notice($"names are answered at {server.Address}: dig @{server.Address} {zones[0].Domain.Id}");
        }
    }

    /// <summary>What it does not know itself it asks the servers of this computer.</summary>
    private static string Options()
    {
        var upstream = Resolver.Configuration().Split('\n').Select(l => l.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)).Where(w => w is ["nameserver", _, ..]).Select(w => w[1]).ToArray();
        var forward = upstream.Length == 0 ? "" : $"  forwarders {{ {string.Concat(upstream.Select(s => s + "; "))}}};\n  forward only;\n";
        return $"options {{\n  directory \"/var/cache/bind\";\n  recursion yes;\n  allow-query {{ any; }};\n  dnssec-validation no;\n{forward}}};\ninclude \"/etc/bind/rehearsal.conf\";\n";
    }
}
