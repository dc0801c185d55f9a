using Infra.Databases;
using Infra.DigitalOcean.AppPlatform;
using Infra.Hosting;
using Infra.Hosts.Tests.Support;

namespace Infra.Hosts.Tests.Compliance;

public sealed class AppPlatformCompliance : HostCompliance
{
    public AppPlatformCompliance() => Project.WriteBuildFiles();

    private protected override Host Good => new AppPlatformHost(new() { Region = "fra", Repository = "https://github.com/example/shop.git", RootDirectory = Project.Root });

    private protected override Host Wrong => new AppPlatformHost(new()
    {
        Region = "nowhere",
        Size = "apps-s-1vcpu-1g",
        Repository = "git@github.com:example/shop.git",
        Branch = "a b",
        DnsZone = "example.org",
        RootDirectory = Project.Root,
    });

    private protected override IReadOnlyList<string> WrongSubjects =>
        ["infra:region", "infra:size", "infra:repository", "infra:branch", "infra:dnsZone", "Runtime.Version", "Database.Version", "Database.Placement"];

    private protected override (string[] OfWorkers, string[] OfMaxBody) Changes => (["shop-app"], []);

    private protected override bool NamesSources => true;

    private protected override Placement Placement => Placement.Managed;
}
