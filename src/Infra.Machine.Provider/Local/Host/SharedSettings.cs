using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Infra.Machine.Provider.Local.Host;

/// <summary>A number in the kernel, and the least it must be for local machines.</summary>
internal sealed record KernelSetting(string File, long Least);

/// <summary>
/// Kernel settings that local machines need and that all roots on this computer share: the first user raises them, the last
/// one puts the old values back. Call only while holding <see cref="HostLock"/>.
/// </summary>
internal sealed class SharedSettings(string file, ImmutableArray<KernelSetting> needed)
{
    public const string DefaultFile = "/run/infra/settings.json";

    public static SharedSettings OfThisComputer { get; } = new(DefaultFile,
    [
        new("/proc/sys/net/ipv4/ip_forward", 1),
        // One instance for nearly every daemon of every machine: with the usual 128, the 23rd machine comes up without SSH.
        new("/proc/sys/fs/inotify/max_user_instances", 8192),
    ]);

    /// <summary>Sees to it that the settings are as needed, and remembers the user; returns what was changed, in words.</summary>
    public IReadOnlyList<string> Acquire(string user)
    {
        var record = Load();
        var changed = new List<string>();
        var before = record.Before.ToDictionary(StringComparer.Ordinal);
        var wanted = new List<KernelSetting>();
        foreach (var setting in needed)
        {
            var old = long.Parse(File.ReadAllText(setting.File), CultureInfo.InvariantCulture);
            if (old < setting.Least)
            {
                before.TryAdd(setting.File, old);
                wanted.Add(setting);
                changed.Add($"{setting.File} raised from {old} to {setting.Least} until the last local machine is gone");
            }
        }

        // Written down before it is done: a run that is killed in between must not take the raised value for the old one.
        Save(record with { Before = before, Users = [.. record.Users.Append(user).Distinct(StringComparer.Ordinal)] });
        wanted.ForEach(w => File.WriteAllText(w.File, $"{w.Least}\n"));
        return changed;
    }

    /// <summary>Forgets the user; after the last one the old values are put back.</summary>
    public void Release(string user)
    {
        var record = Load();
        string[] users = [.. record.Users.Where(u => u != user)];
        if (users.Length > 0)
        {
            Save(record with { Users = users });
            return;
        }

        foreach (var (setting, value) in record.Before)
        {
            File.WriteAllText(setting, $"{value}\n");
        }

        var directory = Path.GetDirectoryName(file)!;
        if (Directory.Exists(directory))
        {
            File.Delete(file);
            if (!Directory.EnumerateFileSystemEntries(directory).Any())
            {
                Directory.Delete(directory);
            }
        }
    }

    public bool IsUser(string user) => Load().Users.Contains(user);

    private static string Boot() => File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();

    private Record Load()
    {
        try
        {
            var record = JsonSerializer.Deserialize(File.ReadAllText(file), LocalJson.Default.SharedSettingsRecord);
            // A restart of the computer has put the values back already.
            return record is { Before: not null, Users: not null } && record.Boot == Boot() ? record : Record.Empty;
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return Record.Empty;
        }
    }

    private void Save(Record record)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file + ".new", JsonSerializer.Serialize(record with { Boot = Boot() }, LocalJson.Default.SharedSettingsRecord));
        File.Move(file + ".new", file, overwrite: true);
    }

    internal sealed record Record(string Boot, IReadOnlyDictionary<string, long> Before, string[] Users)
    {
        public static Record Empty { get; } = new("", new Dictionary<string, long>(), []);
    }
}
