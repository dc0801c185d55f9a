using System.Text.Json;

namespace Infra.Machine.Provider.Local.Host;

/// <summary>
/// Kernel settings that local machines need and that all roots on this computer share: the first user raises them, the last
/// one puts the old values back. Call only while holding <see cref="HostLock"/>.
/// </summary>
internal sealed class SharedSettings(string file)
{
    public const string DefaultFile = "/run/infra/settings.json";

    private static readonly (string File, Func<long, long> Needed)[] _settings =
    [
        ("/proc/sys/net/ipv4/ip_forward", _ => 1),
        // One instance for nearly every daemon of every machine: with the usual 128, the 23rd machine comes up without SSH.
        ("/proc/sys/fs/inotify/max_user_instances", old => Math.Max(old, 8192)),
    ];

    /// <summary>Sees to it that the settings are as needed, and remembers the user; returns what was changed, in words.</summary>
    public IReadOnlyList<string> Acquire(string user)
    {
        var record = Load();
        var changed = new List<string>();
        var before = record.Before.ToDictionary(StringComparer.Ordinal);
        var wanted = new List<(string File, long Value)>();
        foreach (var (setting, needed) in _settings)
        {
            var old = long.Parse(File.ReadAllText(setting), null);
            if (needed(old) != old)
            {
                before.TryAdd(setting, old);
                wanted.Add((setting, needed(old)));
                changed.Add($"{setting} raised from {old} to {needed(old)} until the last local machine is gone");
            }
        }

        Save(record with { Before = before, Users = [.. record.Users.Append(user).Distinct(StringComparer.Ordinal)] });
        wanted.ForEach(w => File.WriteAllText(w.File, $"{w.Value}\n"));
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

        if (Directory.Exists(Path.GetDirectoryName(file)))
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    public bool IsUser(string user) => Load().Users.Contains(user);

    private static string Boot() => File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();

    private Record Load()
    {
        try
        {
            var record = JsonSerializer.Deserialize<Record>(File.ReadAllText(file));
            // A restart of the computer has put the values back already.
            return record?.Boot == Boot() ? record : Record.Empty;
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return Record.Empty;
        }
    }

    private void Save(Record record)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file + ".new", JsonSerializer.Serialize(record with { Boot = Boot() }));
        File.Move(file + ".new", file, overwrite: true);
    }

    private sealed record Record(string Boot, IReadOnlyDictionary<string, long> Before, string[] Users)
    {
        public static Record Empty { get; } = new("", new Dictionary<string, long>(), []);
    }
}
