using System.Globalization;

namespace Infra.Rehearsal.Platform.Running;

/// <summary>A build, a job or an instance as a unit of systemd: unprivileged, with files of its own that do not last. Pure.</summary>
internal static class ComponentUnit
{
    public const string Environments = "/srv/platform/environments";
    public const string Commands = "/srv/platform/commands";
    public const string Images = "/srv/platform/images";
    public const string Copies = "/srv/platform/copies";

    /// <summary>Where the application's files are, as on the platform.</summary>
    public const string Workspace = "/workspace";

    /// <summary>Seconds a build may take, as in the cloud.</summary>
    public const int LongestBuild = 3600;

    private const string Sandbox =
        """
        NoNewPrivileges=yes
        CapabilityBoundingSet=
        LockPersonality=yes
        PrivateDevices=yes
        PrivateTmp=yes
        ProcSubset=pid
        ProtectClock=yes
        ProtectControlGroups=yes
        ProtectHome=yes
        ProtectHostname=yes
        ProtectKernelLogs=yes
        ProtectKernelModules=yes
        ProtectKernelTunables=yes
        ProtectProc=invisible
        ProtectSystem=strict
        ReadWritePaths=/workspace
        InaccessiblePaths=/srv/platform/environments /srv/platform/databases
        RestrictNamespaces=yes
        RestrictRealtime=yes
        RestrictSUIDSGID=yes
        SystemCallArchitectures=native
        """;

    /// <summary>Of the build of a component, which writes its image.</summary>
    public static string Build(AppComponent component, string unit, string image) => Render(
        $"{component.Name}: build", $"Type=oneshot\nTimeoutStartSec={LongestBuild}\nBindPaths={image}:{Workspace}\nExecStart=/bin/bash -e {Commands}/{unit}\n", unit);

    // The shell gives its place to a single command: that is then told when to end, as on the platform.
    /// <summary>Of a job, which runs to its end, or of an instance, which is started again whenever it ends.</summary>
    public static string Run(AppComponent component, Instance instance, string image) => Render(
        $"{component.Name}: {instance.Unit}",
        string.Create(CultureInfo.InvariantCulture, $"""
            {Limits(component, instance)}
            ExecStartPre=+/usr/bin/find {Copies}/{instance.Unit} -mindepth 1 -delete
            ExecStartPre=+/usr/bin/cp -a {image}/. {Copies}/{instance.Unit}
            BindPaths={Copies}/{instance.Unit}:{Workspace}
            ExecStart=/bin/bash -c 'exec /bin/bash -c "$$(cat {Commands}/{instance.Unit})"'

            """),
        instance.Unit);

    /// <summary>How long it runs, what it may use, and its network.</summary>
    public static string Limits(AppComponent component, Instance instance) => string.Create(CultureInfo.InvariantCulture, $"""
        {(component.IsLasting ? "Type=exec\nRestart=always\nRestartSec=1" : "Type=oneshot\nTimeoutStartSec=1800")}
        TimeoutStopSec={component.Grace}
        KillMode=mixed
        MemoryMax={component.Size.MemoryMiB}M
        MemorySwapMax=0
        CPUQuota={component.Size.Vcpus * 100}%
        TasksMax=1024
        NetworkNamespacePath=/run/netns/{instance.Space}
        """);

    private static string Render(string description, string own, string unit) =>
        $"""
        [Unit]
        Description={description}
        StartLimitIntervalSec=0

        [Service]
        {own}User=app
        Group=app
        WorkingDirectory={Workspace}
        EnvironmentFile={Environments}/{unit}
        {Sandbox}

        """;
}
