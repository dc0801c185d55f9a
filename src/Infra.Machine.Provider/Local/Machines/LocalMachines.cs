using System.Collections.Immutable;
using Infra.Machine.Provider.Local.Assets;
using Infra.Machine.Provider.Local.Cgroups;
using Infra.Machine.Provider.Local.Host;
using Infra.Machine.Provider.Local.Images;
using Infra.Machine.Provider.Local.Network;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Local.Machines;

/// <summary>
/// Makes, starts, stops and removes machines. Every step may be interrupted at any point: starting again goes on, and removing
/// takes away whatever is there. Callers hold the machine's lock.
/// </summary>
internal sealed class LocalMachines(LocalRoot root, Narrator narrator)
{
    private static readonly TimeSpan _bootPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _shutdownPatience = TimeSpan.FromSeconds(30);

    private readonly MachineStore _store = new(root);
    private readonly LocalNetwork _network = new(root);
    private readonly SharedSettings _settings = SharedSettings.OfThisComputer;

    /// <summary>Makes a machine's files and gives it an address; it does not run yet.</summary>
    public async Task<MachineRecord> PrepareAsync(
        string name, MachineIdentity identity, ImmutableArray<string> layers, MachineLimits limits, CancellationToken cancellationToken)
    {
        var directory = root.MachineDirectory(name);
        MachineRecord record;
        using (await HostLock.AcquireAsync(cancellationToken))
        {
            var address = await AddressAsync(cancellationToken);
            record = new(name, identity.Hostname, address, layers, identity.HostPublicKey, limits.MemoryMiB, limits.Vcpus, Complete: false);
            _store.Save(record);
            foreach (var layer in layers)
            {
                new ImageUse(Path.GetDirectoryName(layer)!).Claim(directory);
            }
        }

        var tree = new MachineTree(directory);
        await tree.MountAsync(layers, cancellationToken);
        tree.Write(MachineFiles.For(identity, record.Address, Resolver.Configuration()));
        await tree.AddAdminAsync(identity.AdminUser, MachineFiles.AuthorizedKeys(identity), cancellationToken);
        return record;
    }

    /// <summary>Sees to it that the machine runs and answers; whatever of it is missing is made again.</summary>
    public async Task StartAsync(MachineRecord machine, CancellationToken cancellationToken)
    {
        var directory = root.MachineDirectory(machine.Name);
        var cgroups = CgroupPlan.OnThisComputer(root.CgroupName, machine.Name);
        var processes = new MachineProcesses(cgroups);
        using (await HostLock.AcquireAsync(cancellationToken))
        {
            await EnsureSharedAsync(AddressPlan.SubnetOf(machine.Address), cancellationToken);
            await _network.AttachAsync(machine.Name, machine.Address, cancellationToken);
        }

        if (!processes.IsRunning())
        {
            await KillAsync(machine.Name, processes, cancellationToken);
            var tree = new MachineTree(directory);
            await tree.MountAsync(machine.Layers, cancellationToken);
            await LaunchAsync(machine, directory, tree.Root, cgroups, cancellationToken);
        }

        await AwaitSshAsync(machine, directory, processes, cancellationToken);
        WarnOfMissingLimits(machine, cgroups);
    }

    /// <summary>Shuts the machine down; its files, its address and its place on the network stay.</summary>
    public async Task StopAsync(MachineRecord machine, CancellationToken cancellationToken)
    {
        var processes = new MachineProcesses(CgroupPlan.OnThisComputer(root.CgroupName, machine.Name));
        if (!await processes.ShutDownAsync(_shutdownPatience, cancellationToken))
        {
            await KillAsync(machine.Name, processes, cancellationToken);
        }
    }

    /// <summary>Applies limits to the machine, now if it runs and whenever it starts.</summary>
    public void Limit(MachineRecord machine)
    {
        var settings = CgroupPlan.OnThisComputer(root.CgroupName, machine.Name).Limits(machine.Limits);
        WriteLimits(root.MachineDirectory(machine.Name), settings);
        foreach (var setting in settings.Where(s => File.Exists(s.File)))
        {
            try
            {
                File.WriteAllText(setting.File, setting.Value);
            }
            catch (IOException e)
            {
                throw new ProviderException($"the limit {setting.Value} is refused by {setting.File}: {e.Message} (more may be in use already)", e);
            }
        }
    }

    /// <summary>Takes away everything of a machine, and of the network with the last one.</summary>
    public async Task RemoveAsync(string name, CancellationToken cancellationToken)
    {
        var address = _store.Find(name)?.Address;
        var processes = new MachineProcesses(CgroupPlan.OnThisComputer(root.CgroupName, name));
        await KillAsync(name, processes, cancellationToken);
        await _network.DetachAsync(name, address, cancellationToken);
        await processes.RemoveGroupsAsync(cancellationToken);
        var left = await new MachineTree(root.MachineDirectory(name)).RemoveAsync(cancellationToken);
        if (!left.IsEmpty)
        {
            throw new ProviderException($"cannot unmount {string.Join(", ", left)}: see who uses it with 'fuser -vm', then try again", mayBeCorrupt: true);
        }

        await RemoveSharedIfUnusedAsync(cancellationToken);
    }

    private static void WriteLimits(string directory, IEnumerable<LimitSetting> settings) =>
        File.WriteAllText(Path.Combine(directory, "limits"), string.Concat(settings.Select(s => $"{s.File} {s.Value}\n")));

    private static string ConsoleTail(string directory)
    {
        var console = Path.Combine(directory, "console.log");
        var lines = File.Exists(console) ? File.ReadLines(console).Where(l => l.Trim().Length > 0).TakeLast(15) : [];
        return string.Join('\n', lines.DefaultIfEmpty("(nothing)"));
    }

    private static async Task KillAsync(string name, MachineProcesses processes, CancellationToken cancellationToken)
    {
        if (!await processes.KillAsync(cancellationToken))
        {
            throw new ProviderException($"processes of the machine '{name}' cannot be ended: {string.Join(", ", processes.All())}", mayBeCorrupt: true);
        }
    }

    private async Task<string> AddressAsync(CancellationToken cancellationToken)
    {
        ImmutableArray<string> taken = [.. _store.Records.Select(r => r.Address)];
        var subnet = taken is [var first, ..] ? AddressPlan.SubnetOf(first) : await _network.SubnetAsync(cancellationToken);
        var address = AddressPlan.FreeAddress(subnet, taken)
            ?? throw new ProviderException($"all addresses of {subnet.Address(0)}/{subnet.Prefix} are taken: destroy a local machine first");
        // From now on the subnet is visibly in use, for other roots that look for one.
        await EnsureSharedAsync(subnet, cancellationToken);
        return address;
    }

    private async Task EnsureSharedAsync(Ipv4Range subnet, CancellationToken cancellationToken)
    {
        foreach (var change in _settings.Acquire(root.Directory))
        {
            narrator.Notice(change);
        }

        await _network.EnsureAsync(subnet, cancellationToken);
    }

    private async Task LaunchAsync(MachineRecord machine, string directory, string tree, CgroupPlan cgroups, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(Path.Combine(directory, "supervise.sh"), Scripts.Supervise, cancellationToken);
        File.Delete(Path.Combine(directory, "console.log"));
        WriteLimits(directory, cgroups.Limits(machine.Limits));
        var (tool, arguments) = NspawnCommand.Launch(directory, cgroups, NspawnCommand.Arguments(root, machine, tree));
        await HostCommand.RunAsync(tool, [.. arguments], cancellationToken);
    }

    private async Task AwaitSshAsync(MachineRecord machine, string directory, MachineProcesses processes, CancellationToken cancellationToken)
    {
        var started = Environment.TickCount64;
        // In its first moments a machine has no process yet.
        bool MayCome() => Environment.TickCount64 - started < 1000 || !processes.All().IsEmpty;
        if (!await Readiness.WaitForSshAsync(machine.Address, 22, _bootPatience, MayCome, cancellationToken))
        {
            var why = processes.All().IsEmpty ? "ended while it booted" : $"does not answer on {machine.Address}:22 after {_bootPatience.TotalSeconds:0} s";
            throw new ProviderException($"the machine '{machine.Name}' {why}. The last lines of its console:\n{ConsoleTail(directory)}");
        }
    }

    private void WarnOfMissingLimits(MachineRecord machine, CgroupPlan cgroups)
    {
        foreach (var setting in cgroups.Limits(machine.Limits).Where(s => !File.Exists(s.File) && s.Value is not "-1" && !s.Value.StartsWith("max", StringComparison.Ordinal)))
        {
            narrator.Warn($"the limit {Path.GetFileName(setting.File)} = {setting.Value} cannot be held: this computer does not let that controller be used");
        }
    }

    private async Task RemoveSharedIfUnusedAsync(CancellationToken cancellationToken)
    {
        using (await HostLock.AcquireAsync(cancellationToken))
        {
            if (!_store.Names.IsEmpty)
            {
                return;
            }

            await _network.RemoveAsync(cancellationToken);
            if (_network.BridgeExists || await _network.TableExistsAsync(cancellationToken))
            {
                throw new ProviderException($"the network of local machines could not be removed: see 'ip link show {root.Bridge}' and 'nft list table ip {root.Table}'", mayBeCorrupt: true);
            }

            foreach (var group in CgroupPlan.OnThisComputer(root.CgroupName, "x").Directories.Select(d => Path.GetDirectoryName(d)!).Where(g => Path.GetFileName(g) == root.CgroupName && Directory.Exists(g)))
            {
                Directory.Delete(group);
            }

            _settings.Release(root.Directory);
            if (Directory.Exists(root.Machines))
            {
                Directory.Delete(root.Machines);
            }
        }
    }
}
