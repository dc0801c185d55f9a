using System.ComponentModel;
using System.Diagnostics;
using Infra.Cli.Prerequisites;
using Infra.Protocol.Processes;

namespace Infra.Cli.Doctor;

/// <summary>Looks at everything an operation will need, changing nothing.</summary>
internal sealed class Checkup(CliHost host)
{
    private const long GiB = 1L << 30;
    private const int WantedInotifyInstances = 8192;
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(20);

    public async Task<IReadOnlyList<Finding>> RunAsync(string directory, CancellationToken cancellationToken) =>
    [
        await SdkAsync(cancellationToken),
        Tools("local"),
        Root(),
        .. WorkspaceChecks.Run(host, directory),
        Inotify(await ReadNumberAsync("/proc/sys/fs/inotify/max_user_instances", cancellationToken)),
        Disk(LocalRoot),
        Clock(Built()),
        .. await new MachineChecks(host).RunAsync(cancellationToken),
    ];

    internal static Finding Inotify(long? instances) => instances switch
    {
        null => new("inotify", Health.Ok, "not known on this system"),
        < WantedInotifyInstances => new(
            "inotify", Health.Warn, $"fs.inotify.max_user_instances is {instances}: enough for a few local machines, {WantedInotifyInstances} is suggested",
            $"sysctl -w fs.inotify.max_user_instances={WantedInotifyInstances}"),
        _ => new("inotify", Health.Ok, $"fs.inotify.max_user_instances is {instances}"),
    };

    internal Finding Clock(DateTimeOffset built) => host.Clock.GetUtcNow() < built.AddMinutes(-5)
        ? new("clock", Health.Fail, $"it says {host.Clock.GetUtcNow():u}, which is before infra was built: certificates would be refused", "timedatectl set-ntp true")
        : new("clock", Health.Ok, $"{host.Clock.GetUtcNow():u}");

    internal static Finding Space(string place, long free) => free switch
    {
        < GiB => new("disk", Health.Fail, $"{Gigabytes(free)} free at {place}: a local machine needs 1 GiB at least", $"Free space at {place}, or set INFRA_LOCAL_ROOT to another disk"),
        < 4 * GiB => new("disk", Health.Warn, $"{Gigabytes(free)} free at {place}: enough for one or two local machines"),
        _ => new("disk", Health.Ok, $"{Gigabytes(free)} free at {place}"),
    };

    internal Finding Tools(string name)
    {
        var missing = Requirement.Of(name).Where(requirement => !host.Computer.HasTool(requirement.Tool)).Select(requirement => requirement.Package).ToList();
        return missing.Count == 0
            ? new("tools", Health.Ok, $"all that the {name} host needs")
            : new("tools", Health.Warn, $"the {name} host needs {string.Join(", ", missing)}", $"apt-get install --no-install-recommends {string.Join(' ', missing)}");
    }

    private string LocalRoot => host.Variable("INFRA_LOCAL_ROOT") is { Length: > 0 } root ? root : "/var/lib/infra";

    private Finding Root() => host.Computer.IsRoot
        ? new("root", Health.Ok, "yes")
        : new("root", Health.Warn, "no: machines on this computer cannot be made", "sudo -E ./infra");

    /// <summary>When this command was built: an assembly that dotnet runs, or the program itself.</summary>
    private static DateTimeOffset Built()
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, "infra.dll");
        return new DateTimeOffset(File.GetLastWriteTimeUtc(File.Exists(assembly) ? assembly : Environment.ProcessPath ?? AppContext.BaseDirectory));
    }

    private static string Gigabytes(long bytes) => $"{(double)bytes / GiB:0.0} GiB";

    private static Finding Disk(string place)
    {
        var existing = place;
        while (!Directory.Exists(existing) && Path.GetDirectoryName(existing) is { } parent)
        {
            existing = parent;
        }

        return Space(existing, new DriveInfo(existing).AvailableFreeSpace);
    }

    private static async Task<long?> ReadNumberAsync(string file, CancellationToken cancellationToken) =>
        File.Exists(file) && long.TryParse((await File.ReadAllTextAsync(file, cancellationToken)).Trim(), out var number) ? number : null;

    private static async Task<Finding> SdkAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_timeout);
        try
        {
            var result = await ChildProcess.RunAsync(new ProcessStartInfo("dotnet", ["--list-sdks"]), default, limit.Token);
            var versions = result.Output.Split('\n').Select(line => line.Split(' ')[0]).Where(version => version.Length > 0).ToList();
            return versions.Find(version => version.StartsWith("10.", StringComparison.Ordinal)) is { } found
                ? new(".NET SDK", Health.Ok, found)
                : new(".NET SDK", Health.Fail, $"programs need version 10; installed: {(versions.Count == 0 ? "none" : string.Join(", ", versions))}", "https://dotnet.microsoft.com/download/dotnet/10.0");
        }
        catch (Win32Exception)
        {
            return new(".NET SDK", Health.Fail, "dotnet is not on the path", "https://dotnet.microsoft.com/download/dotnet/10.0");
        }
    }
}
