using System.Collections.Immutable;
using System.Globalization;
using Infra.Machine.Provider.Local.Host;

namespace Infra.Machine.Provider.Local.Cgroups;

/// <param name="MemoryMiB">Most memory a machine may use; null: no limit.</param>
/// <param name="Vcpus">Most processors it may keep busy; null: no limit.</param>
internal sealed record MachineLimits(int? MemoryMiB, int? Vcpus);

/// <summary>A value and the kernel's file that takes it.</summary>
internal sealed record LimitSetting(string File, string Value);

/// <summary>
/// The control groups of one machine: its own in every hierarchy, so that they list all of its processes, end them, and carry
/// its limits. Knows version 1, version 2 and both at once. Under systemd they belong to a unit with delegation instead.
/// </summary>
internal sealed record CgroupPlan(ImmutableArray<string> Directories, bool Unified, string? Unit)
{
    private const int PeriodMicroseconds = 100_000;

    // Not cpuset: its groups take no process before processors are assigned, and nothing here needs it.
    private static readonly ImmutableHashSet<string> _controllers = ["cpu", "cpuacct", "memory", "devices", "freezer", "blkio", "pids", "name=systemd"];

    /// <param name="mounts">What is mounted here.</param>
    /// <param name="systemd">Whether systemd runs this computer.</param>
    /// <param name="group">The name of the root's group, in which each machine has one.</param>
    /// <param name="name">The machine's name.</param>
    public static CgroupPlan For(ImmutableArray<Mount> mounts, bool systemd, string group, string name)
    {
        var first = mounts.Where(m => m.Type == "cgroup" && m.Options.Any(_controllers.Contains)).Select(m => m.Directory).Distinct(StringComparer.Ordinal).ToArray();
        var second = mounts.Where(m => m.Type == "cgroup2").Select(m => m.Directory).Take(1).ToArray();
        if (systemd && first.Length == 0 && second is [var whole])
        {
            var unit = $"{group}-{name}.service";
            return new([$"{whole}/system.slice/{unit}"], Unified: true, unit);
        }

        return new([.. first.Concat(second).Select(h => $"{h}/{group}/{name}")], Unified: first.Length == 0, Unit: null);
    }

    public static CgroupPlan OnThisComputer(string group, string name) =>
        For(MountTable.Read(), Directory.Exists("/run/systemd/system"), group, name);

    /// <summary>What the kernel must be told for the limits, "no limit" included.</summary>
    public ImmutableArray<LimitSetting> Limits(MachineLimits limits)
    {
        var bytes = ((limits.MemoryMiB ?? 0) * 1024L * 1024L).ToString(CultureInfo.InvariantCulture);
        var quota = ((limits.Vcpus ?? 0) * PeriodMicroseconds).ToString(CultureInfo.InvariantCulture);
        if (Unified)
        {
            return
            [
                new($"{Directories[0]}/machine/memory.max", limits.MemoryMiB is null ? "max" : bytes),
                new($"{Directories[0]}/machine/cpu.max", $"{(limits.Vcpus is null ? "max" : quota)} {PeriodMicroseconds}"),
            ];
        }

        return
        [
            .. Of("memory").Select(d => new LimitSetting($"{d}/machine/memory.limit_in_bytes", limits.MemoryMiB is null ? "-1" : bytes)),
            .. Of("cpu").Select(d => new LimitSetting($"{d}/machine/cpu.cfs_quota_us", limits.Vcpus is null ? "-1" : quota)),
        ];
    }

    // The directory of a version 1 hierarchy is called after its controllers, as in "cpu,cpuacct".
    private IEnumerable<string> Of(string controller) =>
        Directories.Where(d => Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(d)))!.Split(',').Contains(controller)).Take(1);
}
