namespace Infra.Machine.Rendering.AppServers;

/// <summary>What systemd takes from every unit of the application.</summary>
internal static class Sandbox
{
    // No RemoveIPC: the end of one release would take what the next, of the same user, has.
    public const string Directives =
        """
        SystemCallArchitectures=native
        SystemCallErrorNumber=EPERM
        CapabilityBoundingSet=
        AmbientCapabilities=
        NoNewPrivileges=yes
        LockPersonality=yes
        MemoryDenyWriteExecute=yes
        PrivateDevices=yes
        PrivateTmp=yes
        PrivateUsers=yes
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
        RestrictNamespaces=yes
        RestrictRealtime=yes
        RestrictSUIDSGID=yes
        UMask=0027
        """;
}
