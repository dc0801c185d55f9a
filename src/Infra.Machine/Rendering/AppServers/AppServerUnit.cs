using System.Globalization;
using Infra.Machine.Rendering.Databases;
using Infra.Machine.States;

namespace Infra.Machine.Rendering.AppServers;

/// <summary>The units of the application: a template whose instance is a release, and one that stands for whichever runs.</summary>
internal static class AppServerUnit
{
    /// <summary>Above the application servers' own patience with requests they have begun.</summary>
    private static readonly TimeSpan _margin = TimeSpan.FromSeconds(10);

    public static string PathOf(Site site) => $"/etc/systemd/system/{site.Name}@.service";

    /// <summary>The interpreter that sees the application's packages.</summary>
    public static string Python(Site site, string releaseDirectory) =>
        site.Project.HasRequirements ? $"{releaseDirectory}/{Site.VirtualEnvironment}/bin/python3" : "/usr/bin/python3";

    /// <summary>The layer: a package, the units, a file of settings that a reload applies.</summary>
    public static LayerState Layer(Site site, IEnumerable<string> packages, string settingsFile, string settings, string command)
    {
        var group = $"/etc/systemd/system/{site.Name}.service";
        var temporary = $"/etc/tmpfiles.d/{site.Name}.conf";
        return new LayerState($"{site.Name}-app-server")
        {
            Packages = LayerState.Sorted(packages),
            Users = LayerState.Sorted((site.Name, new UserState(site.Root))),
            Directories = LayerState.Sorted(
                (site.ConfigurationDirectory, new DirectoryState()),
                (site.SocketDirectory, new DirectoryState(site.Name, "www-data", "0750")),
                // systemd would make it too, but not take it away.
                ($"/var/lib/{site.Name}", new DirectoryState(site.Name, site.Name, "0750"))),
            Files = LayerState.Sorted(
                (settingsFile, new FileState(settings)),
                (PathOf(site), new FileState(Template(site, command))),
                (group, new FileState(Group(site))),
                (temporary, new FileState($"d {site.SocketDirectory} 0750 {site.Name} www-data -\n"))),
            Services = LayerState.Sorted((site.Name, new ServiceState { ReloadOn = [settingsFile] })),
        };
    }

    private static string Template(Site site, string command)
    {
        var after = DatabaseRenderer.For(site.Declaration.Database)?.UnitHere is { } unit ? " " + unit : "";
        var stop = site.Declaration.AppServer.Timeout + _margin;
        return $"""
            [Unit]
            Description={site.Name}, release %i
            After=network.target{after}
            # A server that shuts down answers what it has begun: its web server goes first.
            Before=nginx.service apache2.service
            PartOf={site.Name}.service
            ReloadPropagatedFrom={site.Name}.service

            [Service]
            Type=notify
            User={site.Name}
            Group={site.Name}
            WorkingDirectory={site.ReleaseDirectory}
            EnvironmentFile={site.EnvironmentFile}
            ExecStart={command}
            ExecReload=/bin/kill -s HUP $MAINPID
            ExecStopPost=-/bin/rm --force {site.SocketDirectory}/%i.sock
            KillMode=mixed
            Restart=always
            RestartSec=1
            TimeoutStartSec=60
            TimeoutStopSec={stop.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)}
            LimitNOFILE=16384
            TasksMax=1024
            StateDirectory={site.Name}
            StateDirectoryMode=0750
            ReadWritePaths={site.SocketDirectory}
            RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
            SystemCallFilter=@system-service
            SystemCallFilter=~@privileged @resources
            SystemCallFilter=@chown @setuid
            {Sandbox.Directives}

            [Install]
            WantedBy={site.Name}.service

            """;
    }

    /// <summary>Reloading it reloads the instance that runs, whatever its name; stopping it stops the application.</summary>
    private static string Group(Site site) =>
        $"""
        [Unit]
        Description={site.Name}, whichever release runs

        [Service]
        Type=oneshot
        RemainAfterExit=yes
        ExecStart=/bin/true
        ExecReload=/bin/true
        User={site.Name}
        PrivateNetwork=yes
        RestrictAddressFamilies=none
        SystemCallFilter=@system-service
        SystemCallFilter=~@privileged @resources
        {Sandbox.Directives}

        [Install]
        WantedBy=multi-user.target

        """;
}
