using Infra.DigitalOcean.Droplets;
using Infra.Hosting;

namespace Infra.Hosts.Tests.Compliance;

public sealed class DropletCompliance : HostCompliance
{
    private protected override Host Good { get; } = new DropletHost(new() { Region = "fra1" });

    private protected override Host Wrong { get; } = new DropletHost(new() { Region = "nowhere", Size = "s-1vcpu-1gbb", Backups = "weakly", DnsZone = "example.org" });

    private protected override IReadOnlyList<string> WrongSubjects => ["infra:region", "infra:size", "infra:backups", "infra:dnsZone", "Runtime.Version", "Database.Version"];

    private protected override (string[] OfWorkers, string[] OfMaxBody) Changes => (["shop-app-server"], ["shop-web-server"]);
}
