using System.Collections.Immutable;
using Infra.Machine.Provider.Local.Cgroups;

namespace Infra.Machine.Provider.Local.Machines;

/// <summary>How a machine is started. Pure.</summary>
internal static class NspawnCommand
{
    // With a network namespace made outside, systemd-nspawn would leave the machine without a say in its own network.
    private const string WritableNetworkSettings = "SYSTEMD_NSPAWN_API_VFS_WRITABLE=network";

    public static ImmutableArray<string> Arguments(LocalRoot root, MachineRecord machine, string tree) =>
    [
        "--quiet",
        "--keep-unit",
        "--register=no",
        $"--directory={tree}",
        $"--machine={root.Tag}-{machine.Name}",
        $"--hostname={machine.Hostname}",
        $"--network-namespace-path=/run/netns/{root.NetworkNamespace(machine.Name)}",
        "--capability=CAP_NET_ADMIN",
        "--kill-signal=SIGRTMIN+3",
        "--resolv-conf=off",
        "--timezone=off",
        "--link-journal=no",
        "--settings=no",
        "--console=pipe",
        "/usr/lib/infra/init",
    ];

    /// <summary>The command that starts the supervisor, detached from whoever starts it.</summary>
    public static (string Tool, ImmutableArray<string> Arguments) Launch(string directory, CgroupPlan cgroups, ImmutableArray<string> nspawn)
    {
        ImmutableArray<string> supervisor = ["sh", Path.Combine(directory, "supervise.sh"), directory, .. cgroups.Directories, "--", .. nspawn];
        return cgroups.Unit is { } unit
            ? ("systemd-run",
                [
                    $"--unit={unit}", "--collect", "--quiet", "--service-type=exec", "--property=Delegate=yes", "--property=KillMode=mixed",
                    "--property=TasksMax=infinity", $"--setenv={WritableNetworkSettings}", "--", .. supervisor,
                ])
            : ("setsid", ["--fork", "env", WritableNetworkSettings, .. supervisor]);
    }
}
