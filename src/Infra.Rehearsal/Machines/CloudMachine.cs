using System.Collections.Immutable;
using System.Globalization;
using Infra.Machine.Provider.Keys;
using Infra.Machine.Provider.Local;
using Infra.Machine.Provider.Local.Cgroups;
using Infra.Machine.Provider.Local.Host;
using Infra.Machine.Provider.Local.Images;
using Infra.Machine.Provider.Local.Machines;
using Infra.Protocol.Providers;

namespace Infra.Rehearsal.Machines;

/// <summary>The machines of this computer that stand for machines of the cloud.</summary>
internal sealed class CloudMachine(LocalRoot root, Narrator narrator)
{
    // In a machine's directory: whose it is.
    private const string Marker = "rehearsal";

    private readonly MachineStore _store = new(root);
    private readonly LocalMachines _machines = new(root, narrator);

    /// <summary>Makes a machine and boots it; what an interrupted run left of it goes first.</summary>
    public async Task<MachineRecord> BootAsync(MachinePlan plan, CancellationToken cancellationToken)
    {
        HostRequirements.Demand();
        var layers = await new ImageStore(root.Images).EnsureAsync(plan.Image, plan.Packages, narrator.Progress, cancellationToken);
        using (await _store.LockAsync(plan.Name, cancellationToken))
        {
            if (_store.Exists(plan.Name))
            {
                await _machines.RemoveAsync(plan.Name, cancellationToken);
            }

            narrator.Progress("making its files");
            var identity = new MachineIdentity(plan.Hostname, "root", plan.AuthorizedKeys, HostKey(plan, out var privateKey), privateKey, plan.UserData);
            var machine = await _machines.PrepareAsync(plan.Name, identity, layers, plan.Limits, cancellationToken);
            await File.WriteAllTextAsync(Path.Combine(root.MachineDirectory(plan.Name), Marker), "made by a rehearsal\n", cancellationToken);
            new MachineTree(root.MachineDirectory(plan.Name)).Write(plan.Files);
            narrator.Progress($"booting at {machine.Address}");
            await _machines.StartAsync(machine, cancellationToken);
            machine = machine with { Complete = true };
            _store.Save(machine);
            return machine;
        }
    }

    /// <summary>Sees to it that the machine runs, after a stop too.</summary>
    public async Task StartAsync(string name, CancellationToken cancellationToken)
    {
        using (await _store.LockAsync(name, cancellationToken))
        {
            await _machines.StartAsync(Get(name), cancellationToken);
        }
    }

    /// <summary>Shuts down, gives other limits, boots: as the cloud resizes.</summary>
    public async Task ResizeAsync(string name, MachineLimits limits, CancellationToken cancellationToken)
    {
        using (await _store.LockAsync(name, cancellationToken))
        {
            var machine = Get(name) with { MemoryMiB = limits.MemoryMiB, Vcpus = limits.Vcpus };
            narrator.Progress("shutting down");
            await _machines.StopAsync(machine, cancellationToken);
            _store.Save(machine);
            narrator.Progress("booting with its new size");
            await _machines.StartAsync(machine, cancellationToken);
        }
    }

    /// <summary>Takes away everything of the machine, and makes sure of it; one that is gone is fine.</summary>
    public async Task RemoveAsync(string name, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux() || !_store.Exists(name))
        {
            return;
        }

        HostRequirements.Demand();
        using (await _store.LockAsync(name, cancellationToken))
        {
            await _machines.RemoveAsync(name, cancellationToken);
        }

        var left = new LocalInspector(root).LeftOf(name);
        if (!left.IsEmpty)
        {
            throw new ProviderException($"not everything of the machine '{name}' could be removed: {string.Join(", ", left)}", mayBeCorrupt: true);
        }
    }

    /// <summary>The names of all machines that rehearsals made here.</summary>
    public static IEnumerable<string> Names(LocalRoot root) => new MachineStore(root).Names.Where(n => File.Exists(Path.Combine(root.MachineDirectory(n), Marker)));

    /// <summary>Null when there is none, or it never came to be.</summary>
    public MachineRecord? Find(string name) => _store.Find(name) is { Complete: true } machine ? machine : null;

    public bool IsRunning(MachineRecord machine) => MachineState.IsRunning(root, machine);

    /// <summary>Runs a shell script inside the machine, as its root, and returns what it says.</summary>
    /// <param name="name">The machine.</param>
    /// <param name="script">Goes to the shell's standard input: it may hold secrets.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<string> RunAsync(string name, string script, CancellationToken cancellationToken) =>
        HostCommand.RunAsync("nsenter", Inside(name), cancellationToken, "cd /\n" + script);

    /// <summary>Runs a script that may take long; every line it says is passed on as it comes.</summary>
    public Task RunLongAsync(string name, string script, TimeSpan timeout, Action<string> said, CancellationToken cancellationToken) =>
        HostCommand.RunLongAsync("nsenter", Inside(name), "cd /\n" + script, timeout, said, cancellationToken);

    /// <summary>Writes files into a machine, running or not.</summary>
    public void Write(string name, ImmutableArray<TreeFile> files) => new MachineTree(root.MachineDirectory(name)).Write(files);

    /// <summary>Writes one file of any content into a machine, for its root alone.</summary>
    public async Task WriteAsync(string name, string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        var tree = new MachineTree(root.MachineDirectory(name));
        tree.Write([new TreeFile(path, "", UnixFileMode.UserRead | UnixFileMode.UserWrite)]);
        await using var file = new FileStream(Path.Combine(tree.Root, path), FileMode.Open, FileAccess.Write, FileShare.None);
        await write(file, cancellationToken);
    }

    private string[] Inside(string name)
    {
        var first = new MachineProcesses(CgroupPlan.OnThisComputer(root.CgroupName, name)).First()
            ?? throw new ProviderException($"the machine '{name}' does not run");
        return ["--target", first.ToString(CultureInfo.InvariantCulture), "--mount", "--uts", "--ipc", "--net", "--pid", "--root", "--", "/bin/sh", "-eu"];
    }

    private static string HostKey(MachinePlan plan, out string privateKey)
    {
        var key = OpenSshKey.Generate(plan.Hostname);
        privateKey = key.PrivateKey;
        return key.PublicKey;
    }

    private MachineRecord Get(string name) =>
        Find(name) ?? throw new ProviderException($"the machine '{name}' is not in {root.Machines} any more: refresh, so that it is made again");
}
