using System.Collections.Immutable;
using System.Globalization;
using Infra.Rehearsal.Platform.Running;

namespace Infra.Rehearsal.Platform.Containers;

/// <summary>
/// A job or an instance of an image as a unit of systemd: with the image's files for its root, as the image's user, and with
/// no more rights than containers usually have. Pure.
/// </summary>
internal static class ContainerUnit
{
    private const string Sandbox =
        """
        NoNewPrivileges=yes
        CapabilityBoundingSet=CAP_CHOWN CAP_DAC_OVERRIDE CAP_FOWNER CAP_FSETID CAP_KILL CAP_NET_BIND_SERVICE CAP_SETGID CAP_SETUID
        LockPersonality=yes
        PrivateDevices=yes
        ProtectClock=yes
        ProtectControlGroups=yes
        ProtectHostname=yes
        ProtectKernelLogs=yes
        ProtectKernelModules=yes
        ProtectKernelTunables=yes
        ProtectProc=invisible
        RestrictNamespaces=yes
        RestrictRealtime=yes
        SystemCallArchitectures=native
        """;

    /// <param name="component">What it is of.</param>
    /// <param name="instance">Which.</param>
    /// <param name="image">The directory of the unpacked image in the machine.</param>
    /// <param name="configuration">How the image wants to be run.</param>
    /// <param name="command">A program of the image, by its full path, and what it is given.</param>
    public static string Run(AppComponent component, Instance instance, string image, ImageConfiguration configuration, ImmutableArray<string> command)
    {
        // What prepares the files runs outside of them, where the image's directory need not be: hence the dash.
        var copy = $"{ComponentUnit.Copies}/{instance.Unit}";
        return string.Create(CultureInfo.InvariantCulture, $"""
            [Unit]
            Description={component.Name}: {instance.Unit}
            StartLimitIntervalSec=0

            [Service]
            {ComponentUnit.Limits(component, instance)}
            RootDirectory={copy}
            RootDirectoryStartOnly=yes
            MountAPIVFS=yes
            BindReadOnlyPaths=/etc/hosts /etc/resolv.conf
            ExecStartPre=+/usr/bin/find {copy} -mindepth 1 -delete
            ExecStartPre=+/usr/bin/cp -a {image}/files/. {copy}
            ExecStartPre=+/usr/bin/mkdir -p {SystemdText.Quote(copy + configuration.Directory)}
            ExecStart={string.Join(' ', command.Select(SystemdText.Quote))}
            User={configuration.User}
            Group={configuration.Group}
            WorkingDirectory=-{SystemdText.Path(configuration.Directory)}
            EnvironmentFile={ComponentUnit.Environments}/{instance.Unit}
            {Sandbox}

            """);
    }
}
