using System.Collections.Immutable;
using Infra.Machine.Provider.Local.Host;

namespace Infra.Machine.Provider.Local.Machines;

/// <summary>The machines of a root, by their directories.</summary>
internal sealed class MachineStore(LocalRoot root)
{
    public ImmutableArray<string> Names =>
        Directory.Exists(root.Machines) ? [.. Directory.GetDirectories(root.Machines).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)] : [];

    public ImmutableArray<MachineRecord> Records => [.. Names.Select(Find).OfType<MachineRecord>()];

    public MachineRecord? Find(string name) => MachineRecord.Load(root.MachineDirectory(name));

    public bool Exists(string name) => Directory.Exists(root.MachineDirectory(name));

    public void Save(MachineRecord record) => record.Save(root.MachineDirectory(record.Name));

    /// <summary>Held by whoever makes, changes or removes that machine.</summary>
    public Task<FileLock> LockAsync(string name, CancellationToken cancellationToken) =>
        FileLock.AcquireAsync(LockFile(name), $"the local machine '{name}'", TimeSpan.FromMinutes(2), cancellationToken);

    /// <summary>True while somebody works on that machine.</summary>
    public bool IsLocked(string name) => FileLock.IsHeld(LockFile(name));

    /// <summary>Names of the machines that somebody works on.</summary>
    public ImmutableArray<string> Locked =>
        Directory.Exists(root.Locks) ? [.. Directory.GetFiles(root.Locks).Select(Path.GetFileName).OfType<string>().Where(IsLocked)] : [];

    private string LockFile(string name) => Path.Combine(root.Locks, name);
}
