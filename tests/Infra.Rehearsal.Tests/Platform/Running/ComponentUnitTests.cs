using Infra.Protocol.Properties;
using Infra.Rehearsal.Platform;
using Infra.Rehearsal.Platform.Running;
using Infra.Rehearsal.Tests.Support;

namespace Infra.Rehearsal.Tests.Platform.Running;

public sealed class ComponentUnitTests
{
    [Fact]
    public void Run_OfAService_IsHeldToItsSizeAndStartedAgain()
    {
        var service = new AppComponent(ComponentKind.Service, "", Apps.Service().With("termination", PropertyMap.Empty.With("gracePeriodSeconds", 40)));
        var unit = ComponentUnit.Run(service, Instance.Of(service, 2, 0), "/srv/platform/images/2/web");

        unit.ShouldContain(
            """
            [Service]
            Type=exec
            Restart=always
            RestartSec=1
            TimeoutStopSec=40
            KillMode=mixed
            MemoryMax=1024M
            MemorySwapMax=0
            CPUQuota=100%
            TasksMax=1024
            NetworkNamespacePath=/run/netns/g2i0
            ExecStartPre=+/usr/bin/find /srv/platform/copies/app-web-2-0 -mindepth 1 -delete
            ExecStartPre=+/usr/bin/cp -a /srv/platform/images/2/web/. /srv/platform/copies/app-web-2-0
            BindPaths=/srv/platform/copies/app-web-2-0:/workspace
            ExecStart=/bin/bash -c 'exec /bin/bash -c "$$(cat /srv/platform/commands/app-web-2-0)"'
            User=app
            """);
        unit.ShouldContain("EnvironmentFile=/srv/platform/environments/app-web-2-0\nNoNewPrivileges=yes\n");
    }

    [Fact]
    public void Run_OfAJob_EndsByItself() =>
        ComponentUnit.Run(new(ComponentKind.Job, "", Apps.Service()), new Instance("web", "u", "s", "a"), "/image").ShouldContain("[Service]\nType=oneshot\n");
}
