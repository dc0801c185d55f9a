using System.Collections.Immutable;
using Infra.Rehearsal.Platform;
using Infra.Rehearsal.Platform.Containers;
using Infra.Rehearsal.Tests.Support;

namespace Infra.Rehearsal.Tests.Platform.Containers;

public sealed class ContainerUnitTests
{
    [Fact]
    public void Run_OfAnImage_HasItsFilesItsUserAndItsCommand()
    {
        var service = new AppComponent(ComponentKind.Service, "", Apps.Service());
        var configuration = new ImageConfiguration([], ImmutableSortedDictionary<string, string>.Empty, "/app", 1000, 50);

        var unit = ContainerUnit.Run(service, Instance.Of(service, 2, 0), "/srv/platform/images/2/web", configuration, ["/bin/sh", "-c", "echo \"$A\" 100%\\"]);

        unit.ShouldContain(
            """
            NetworkNamespacePath=/run/netns/g2i0
            RootDirectory=/srv/platform/copies/app-web-2-0
            RootDirectoryStartOnly=yes
            MountAPIVFS=yes
            BindReadOnlyPaths=/etc/hosts /etc/resolv.conf
            ExecStartPre=+/usr/bin/find /srv/platform/copies/app-web-2-0 -mindepth 1 -delete
            ExecStartPre=+/usr/bin/cp -a /srv/platform/images/2/web/files/. /srv/platform/copies/app-web-2-0
            ExecStartPre=+/usr/bin/mkdir -p "/srv/platform/copies/app-web-2-0/app"
            ExecStart="/bin/sh" "-c" "echo \"$$A\" 100%%\\"
            User=1000
            Group=50
            WorkingDirectory=-/app
            EnvironmentFile=/srv/platform/environments/app-web-2-0
            NoNewPrivileges=yes
            """);
        unit.ShouldContain("MemoryMax=1024M\n");
        unit.ShouldNotContain("CAP_SYS_");
    }

    [Fact]
    public void Quote_OfLines_KeepsThemInOne() => SystemdText.Quote("a\nb\tü").ShouldBe("\"a\\x0ab\\x09ü\"");
}
