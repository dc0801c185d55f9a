using System.Collections.Immutable;
using System.Globalization;
using Infra.Machine.Provider.Local.Host;

namespace Infra.Machine.Provider.Local.Cgroups;

/// <summary>The processes of one machine, as its control groups list them.</summary>
internal sealed class MachineProcesses(CgroupPlan plan)
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(10);

    /// <summary>Everything that runs for or in the machine.</summary>
    public ImmutableHashSet<int> All() => In("");

    /// <summary>The machine's own first process; null when there is none.</summary>
    public int? First() => In("machine").Cast<int?>().FirstOrDefault(p => ProcessStatus.IsFirstInContainer(p!.Value));

    /// <summary>True if the machine runs and is looked after.</summary>
    public bool IsRunning() => !In("supervise").IsEmpty && First() is not null;

    /// <summary>Lets the machine shut down; false if it had not ended in time.</summary>
    public async Task<bool> ShutDownAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        foreach (var process in In("supervise"))
        {
            Signals.Send(process, Signals.Terminate);
        }

        return await EndAsync(timeout, cancellationToken);
    }

    /// <summary>Ends every process now; false if some could not be ended.</summary>
    public async Task<bool> KillAsync(CancellationToken cancellationToken)
    {
        // When its first process dies the machine is gone, and systemd-nspawn tidies up after itself before it ends too.
        if (First() is { } first)
        {
            Signals.Send(first, Signals.Kill);
            if (await EndAsync(TimeSpan.FromSeconds(3), cancellationToken))
            {
                return true;
            }
        }

        var deadline = Environment.TickCount64 + 10_000;
        while (All() is { IsEmpty: false } all && Environment.TickCount64 < deadline)
        {
            foreach (var process in all)
            {
                Signals.Send(process, Signals.Kill);
            }

            await Task.Delay(_interval, cancellationToken);
        }

        return All().IsEmpty;
    }

    /// <summary>Removes the empty groups, the innermost first; returns those that would not go.</summary>
    public async Task<ImmutableArray<string>> RemoveGroupsAsync(CancellationToken cancellationToken)
    {
        var deadline = Environment.TickCount64 + 3_000;
        while (true)
        {
            foreach (var directory in plan.Directories)
            {
                Remove(directory);
            }

            ImmutableArray<string> left = [.. plan.Directories.Where(Directory.Exists)];
            if (left.IsEmpty || Environment.TickCount64 > deadline)
            {
                return left;
            }

            await Task.Delay(_interval, cancellationToken);
        }
    }

    private static void Remove(string directory)
    {
        foreach (var group in Groups(directory).Reverse())
        {
            try
            {
                // The files of a group belong to the kernel and go with it.
                Directory.Delete(group);
            }
            catch (IOException)
            {
                // A process is still on its way out, or it is gone already.
            }
        }
    }

    private static IEnumerable<string> Groups(string directory)
    {
        if (!Directory.Exists(directory))
        {
            return [];
        }

        try
        {
            return [directory, .. Directory.GetDirectories(directory, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        }
        catch (IOException)
        {
            return [directory];
        }
    }

    private static IEnumerable<int> Listed(string group)
    {
        try
        {
            return File.ReadAllLines(Path.Combine(group, "cgroup.procs")).Select(l => int.Parse(l, CultureInfo.InvariantCulture)).Where(p => p > 0);
        }
        catch (IOException)
        {
            return [];
        }
    }

    private ImmutableHashSet<int> In(string part) =>
        [.. plan.Directories.SelectMany(d => Groups(Path.Combine(d, part).TrimEnd('/'))).SelectMany(Listed).Distinct().Where(ProcessStatus.IsAlive)];

    private async Task<bool> EndAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var deadline = Environment.TickCount64 + (long)timeout.TotalMilliseconds;
        while (!All().IsEmpty)
        {
            if (Environment.TickCount64 > deadline)
            {
                return false;
            }

            await Task.Delay(_interval, cancellationToken);
        }

        return true;
    }
}
