using System.ComponentModel;
using System.Diagnostics;
using Infra.Protocol.Processes;

namespace Infra.Cli.Prerequisites;

/// <summary>This computer.</summary>
internal sealed class Computer : IComputer
{
    private static readonly TimeSpan _installTimeout = TimeSpan.FromMinutes(10);
    private readonly IReadOnlyDictionary<string, string> _variables;

    public Computer(IReadOnlyDictionary<string, string> variables) => _variables = variables;

    public bool IsLinux => OperatingSystem.IsLinux();

    public bool IsRoot => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess;

    public bool IsDebian => IsLinux && File.Exists("/usr/bin/apt-get") && File.Exists("/etc/debian_version");

    /// <summary>A user's path often lacks the directories of administration, where the tools are all the same.</summary>
    public bool HasTool(string tool) =>
        _variables.GetValueOrDefault("PATH", "").Split(':').Concat(["/usr/sbin", "/sbin", "/usr/bin"])
            .Any(directory => directory.Length > 0 && File.Exists(Path.Combine(directory, tool)));

    public async Task<string?> InstallAsync(IReadOnlyList<string> packages, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_installTimeout);
        // Lists that cannot be had do not matter if the packages are known and reachable all the same.
        await AptAsync(["update", "-qq"], limit.Token);
        return await AptAsync(["install", "-y", "-qq", "--no-install-recommends", .. packages], limit.Token);
    }

    private static async Task<string?> AptAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var info = new ProcessStartInfo("apt-get", ["-o", "DPkg::Lock::Timeout=120", .. arguments]);
        info.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        try
        {
            var result = await ChildProcess.RunAsync(info, default, cancellationToken);
            return result.Succeeded ? null : (result.Error + result.Output).Trim();
        }
        catch (Win32Exception e)
        {
            return e.Message;
        }
    }
}
