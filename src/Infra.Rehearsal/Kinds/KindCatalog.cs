namespace Infra.Rehearsal.Kinds;

/// <summary>All kinds that can be rehearsed.</summary>
internal static class KindCatalog
{
    public static IEnumerable<Kind> Create() =>
    [
        new SshKey(), new Vpc(), new Tag(), new Project(), new ProjectResources(),
        new Droplet(), new Volume(), new VolumeAttachment(), new Firewall(), new ReservedIp(), new ReservedIpAssignment(),
        new Domain(), new DnsRecord(), new Certificate(), new LoadBalancer(),
        new DatabaseCluster(), new DatabaseDb(), new DatabaseUser(), new DatabaseFirewall(), new DatabaseConnectionPool(),
        new App(), new MonitorAlert(), new UptimeCheck(), new UptimeAlert(),
    ];
}
