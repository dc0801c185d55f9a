using Infra.Machine.Provider.Local;
using Infra.Machine.Provider.Local.Host;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Kinds;
using Infra.Rehearsal.Machines;

namespace Infra.Rehearsal.Storage;

/// <summary>
/// Volumes as files with holes, of their full size to whoever looks, and as loop devices of this computer while they are attached.
/// </summary>
internal static class BlockDevices
{
    private const long GiB = 1024L * 1024 * 1024;

    /// <summary>The volume's bytes.</summary>
    public static string FileOf(CloudAccount account, Thing volume) => Path.Combine(account.Directory, $"{volume.Id}.volume");

    /// <summary>Where a Droplet sees it, as in the cloud.</summary>
    public static string PathOf(Thing volume) => $"/dev/disk/by-id/scsi-0DO_Volume_{volume.Name}";

    public static async Task CreateAsync(CloudAccount account, Thing volume, CancellationToken cancellationToken)
    {
        var file = FileOf(account, volume);
        account.WritePrivate(file, "");
        Resize(file, volume);
        if (volume.Text("initialFilesystemType") is { Length: > 0 } type)
        {
            var label = volume.Text("initialFilesystemLabel") is { Length: > 0 } given ? new[] { "-L", given } : [];
            await HostCommand.RunAsync($"mkfs.{type}", ["-q", .. type == "ext4" ? new[] { "-F" } : [], .. label, file], cancellationToken);
        }
    }

    public static async Task GrowAsync(CloudAccount account, Thing volume, CancellationToken cancellationToken)
    {
        Resize(FileOf(account, volume), volume);
        foreach (var device in await DevicesAsync(FileOf(account, volume), cancellationToken))
        {
            await HostCommand.RunAsync("losetup", ["--set-capacity", device], cancellationToken);
        }
    }

    /// <summary>Shows the volume to a Droplet that runs; again after each start, which makes a new /dev.</summary>
    public static async Task AttachAsync(CloudAccount account, Thing volume, Thing droplet, Narrator narrator, CancellationToken cancellationToken)
    {
        var file = FileOf(account, volume);
        var device = await DevicesAsync(file, cancellationToken) is [var attached, ..] ? attached
            : (await HostCommand.RunAsync("losetup", ["--find", "--show", "--nooverlap", file], cancellationToken)).Trim();
        var number = device["/dev/loop".Length..];
        // Block devices of major number 7 are loop devices, on every Linux.
        var script = $"mkdir -p /dev/disk/by-id\n[ -b {device} ] || mknod {device} b 7 {number}\nln -sfn {device} {PathOf(volume)}\n";
        await new CloudMachine(account.Root, narrator).RunAsync(Droplet.MachineName(droplet), script, cancellationToken);
    }

    /// <summary>Takes it from the Droplet, mounted or not, and from this computer.</summary>
    public static async Task DetachAsync(CloudAccount account, Thing volume, Thing? droplet, CancellationToken cancellationToken)
    {
        var devices = await DevicesAsync(FileOf(account, volume), cancellationToken);
        var machines = new CloudMachine(account.Root, Silence.Narrator);
        if (droplet is not null && machines.Find(Droplet.MachineName(droplet)) is { } machine && machines.IsRunning(machine))
        {
            var script = string.Concat(devices.Select(d => $"for place in $(grep \"^{d} \" /proc/mounts | cut -d' ' -f2); do umount --lazy \"$place\"; done\nrm -f {d}\n"));
            await machines.RunAsync(machine.Name, script + $"rm -f {PathOf(volume)}\n", cancellationToken);
        }

        foreach (var device in devices)
        {
            await HostCommand.TryAsync("losetup", ["--detach", device], cancellationToken);
        }
    }

    /// <summary>Attached volumes of a root, as devices of this computer.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(CloudAccount account, CancellationToken cancellationToken) =>
        HostCommand.Find("losetup") is null ? [] : [.. (await ListAsync(cancellationToken)).Where(d => d.File.StartsWith(account.Directory + "/", StringComparison.Ordinal)).Select(d => d.Device)];

    private static async Task<IReadOnlyList<string>> DevicesAsync(string file, CancellationToken cancellationToken) =>
        [.. (await ListAsync(cancellationToken)).Where(d => d.File == file).Select(d => d.Device)];

    private static async Task<IEnumerable<(string Device, string File)>> ListAsync(CancellationToken cancellationToken) =>
        (await HostCommand.RunAsync("losetup", ["--list", "--noheadings", "--raw", "--output", "NAME,BACK-FILE"], cancellationToken)).Split('\n')
            .Select(l => l.Split(' ', 2)).Where(w => w.Length == 2).Select(w => (w[0], w[1].Trim()));

    private static void Resize(string file, Thing volume)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Write);
        stream.SetLength((volume.Inputs.Number("size") ?? 1) * GiB);
    }
}
