using System.Collections.Immutable;
using Infra.Machine.Provider.Local.Cgroups;
using Infra.Machine.Provider.Local.Host;
using Infra.Machine.Provider.Local.Images;
using Infra.Machine.Provider.Local.Machines;
using Infra.Machine.Provider.Local.Network;

namespace Infra.Machine.Provider.Local;

/// <summary>
/// Looks at this computer for local machines and whatever is left of them. Changes nothing. What another command is at work on
/// is not left.
/// </summary>
internal sealed class LocalInspector(LocalRoot root)
{
    private readonly MachineStore _store = new(root);
    private readonly LocalNetwork _network = new(root);

    public async Task<LocalInspection> InspectAsync(CancellationToken cancellationToken)
    {
        var (images, unfinished) = new ImageStore(root.Images).List();
        if (!OperatingSystem.IsLinux())
        {
            return new([], [], images, ["nothing: local machines need Linux"]);
        }

        var busy = _store.Locked;
        var records = _store.Records;
        var found = Find(records);
        var shared = await SharedAsync(cancellationToken);
        busy = [.. busy, .. _store.Locked];
        return new(
            [.. records.Where(r => r.Complete).Select(r => new InspectedMachine(r.Name, r.Hostname, r.Address, MachineState.IsRunning(root, r), r.MemoryMiB))],
            [
                .. found.Where(l => l.Machine is { } machine ? !busy.Contains(machine) : busy.IsEmpty), .. busy.IsEmpty ? shared : [],
                .. unfinished.Select(u => new Leftover("unfinished image", u)),
            ],
            images,
            Looked());
    }

    /// <summary>What is left of one machine, for whoever works on it.</summary>
    public ImmutableArray<Leftover> LeftOf(string machine) => [.. Find(_store.Records).Where(l => l.Machine == machine)];

    private ImmutableArray<Leftover> Find(ImmutableArray<MachineRecord> records)
    {
        var known = records.ToImmutableDictionary(r => r.Name, StringComparer.Ordinal);
        return [.. HalfMade(known), .. Groups(known), .. Mounts(known), .. NetworkOf(records)];
    }

    private ImmutableArray<string> Looked() =>
    [
        $"directories in {root.Machines}",
        $"processes and control groups named {root.CgroupName}",
        $"mounts below {root.Machines}",
        $"network namespaces {root.Tag}-*",
        $"interfaces {root.Bridge} and {root.Tag}v*",
        $"packet filter table {root.Table}",
        $"kernel settings remembered in {SharedSettings.DefaultFile}",
        $"unfinished images in {root.Images}",
    ];

    private IEnumerable<Leftover> HalfMade(ImmutableDictionary<string, MachineRecord> known) =>
        _store.Names.Where(n => (!known.TryGetValue(n, out var record) || !record.Complete)).Select(n => new Leftover("directory", root.MachineDirectory(n), n));

    private IEnumerable<Leftover> Groups(ImmutableDictionary<string, MachineRecord> known)
    {
        foreach (var parent in CgroupPlan.OnThisComputer(root.CgroupName, "x").Directories.Select(d => Path.GetDirectoryName(d)!).Where(Directory.Exists))
        {
            foreach (var group in Directory.GetDirectories(parent))
            {
                var name = MachineOf(group, parent);
                if (name is null || known.ContainsKey(name))
                {
                    continue;
                }

                yield return new("control group", group, name);
                foreach (var process in new MachineProcesses(new([group], Unified: false, Unit: null)).All())
                {
                    yield return new("process", $"{process}", name);
                }
            }
        }
    }

    private string? MachineOf(string group, string parent)
    {
        var name = Path.GetFileName(group);
        // Under systemd all groups of units lie side by side.
        return Path.GetFileName(parent) == root.CgroupName ? name
            : name.StartsWith(root.Tag + "-", StringComparison.Ordinal) && name.EndsWith(".service", StringComparison.Ordinal) ? name[(root.Tag.Length + 1)..^".service".Length]
            : null;
    }

    private IEnumerable<Leftover> Mounts(ImmutableDictionary<string, MachineRecord> known) =>
        MountTable.Below(root.Machines).Select(m => new Leftover("mount", m, Path.GetRelativePath(root.Machines, m).Split('/')[0])).Where(l => !known.ContainsKey(l.Machine!));

    private IEnumerable<Leftover> NetworkOf(ImmutableArray<MachineRecord> records)
    {
        var (namespaces, links) = _network.List();
        var ownedLinks = records.Select(r => root.Link(r.Address)).ToHashSet(StringComparer.Ordinal);
        return namespaces.Select(n => (Name: n, Machine: n[(root.Tag.Length + 1)..])).Where(n => !records.Any(r => r.Name == n.Machine))
            .Select(n => new Leftover("network namespace", n.Name, n.Machine))
            .Concat(links.Where(l => !ownedLinks.Contains(l)).Select(l => new Leftover("interface", l)));
    }

    private async Task<ImmutableArray<Leftover>> SharedAsync(CancellationToken cancellationToken)
    {
        // A network is there before its first machine, and for a moment after its last one.
        using var alone = Signals.IsRoot ? await HostLock.AcquireAsync(cancellationToken) : null;
        if (!_store.Names.IsEmpty)
        {
            return [];
        }

        var left = ImmutableArray.CreateBuilder<Leftover>();
        if (_network.BridgeExists)
        {
            left.Add(new("interface", root.Bridge));
        }

        if (HostCommand.Find("nft") is not null && Signals.IsRoot && await _network.TableExistsAsync(cancellationToken))
        {
            left.Add(new("packet filter table", root.Table));
        }

        if (SharedSettings.OfThisComputer.IsUser(root.Directory))
        {
            left.Add(new("kernel settings not yet put back", SharedSettings.DefaultFile));
        }

        return left.ToImmutable();
    }
}
