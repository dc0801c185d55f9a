using System.Collections.Immutable;
using System.Text.Json;
using Infra.Machine.Provider.Local.Cgroups;

namespace Infra.Machine.Provider.Local.Machines;

/// <summary>What is known of a machine on this computer, kept beside it so that any process can go on with it.</summary>
/// <param name="Name">Its directory, and the last part of all its names.</param>
/// <param name="Hostname">What it calls itself.</param>
/// <param name="Address">Its own for all its life.</param>
/// <param name="Layers">The read-only directories under its own files, the top one first.</param>
/// <param name="HostPublicKey">Its identity: whoever gave it that key owns it.</param>
/// <param name="MemoryMiB">Limit, if any.</param>
/// <param name="Vcpus">Limit, if any.</param>
/// <param name="Complete">Its creation came to its end.</param>
internal sealed record MachineRecord(
    string Name,
    string Hostname,
    string Address,
    ImmutableArray<string> Layers,
    string HostPublicKey,
    int? MemoryMiB,
    int? Vcpus,
    bool Complete)
{
    private const string FileName = "machine.json";

    public MachineLimits Limits => new(MemoryMiB, Vcpus);

    /// <summary>The record in a machine's directory; null when there is none or it cannot be read.</summary>
    public static MachineRecord? Load(string directory)
    {
        try
        {
            var record = JsonSerializer.Deserialize(File.ReadAllText(Path.Combine(directory, FileName)), LocalJson.Default.MachineRecord);
            return record is { Name: not null, Address: not null, Layers.IsDefault: false } ? record : null;
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }

    public void Save(string directory)
    {
        Directory.CreateDirectory(directory);
        var file = Path.Combine(directory, FileName);
        File.WriteAllText(file + ".new", JsonSerializer.Serialize(this, LocalJson.Default.MachineRecord));
        File.Move(file + ".new", file, overwrite: true);
    }
}
