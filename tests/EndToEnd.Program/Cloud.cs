using Pulumi.DigitalOcean;
using Pulumi.DigitalOcean.Inputs;

namespace EndToEnd.Program;

/// <summary>A server at a cloud, with what belongs to it.</summary>
internal static class Cloud
{
    public static IDictionary<string, object?> Declare(Pulumi.Config config)
    {
        var image = GetImage.Invoke(new() { Slug = "debian-12-x64" });
        var network = new Vpc("shop", new() { Region = "fra1", IpRange = "10.10.0.0/24" });
        var web = new Droplet("web", new()
        {
            Image = config.Get("image") ?? "debian-12-x64",
            Size = config.Get("size") ?? "s-1vcpu-1gb",
            Region = Region.FRA1,
            VpcUuid = network.Id,
            Tags = { "shop" },
        });
        _ = new Firewall("web", new()
        {
            DropletIds = { web.Id.Apply(int.Parse) },
            InboundRules = { new FirewallInboundRuleArgs { Protocol = config.Get("protocol") ?? "tcp", PortRange = "443", SourceAddresses = { "0.0.0.0/0", "::/0" } } },
        });
        var cluster = new DatabaseCluster("shop", new() { Engine = "pg", Version = "15", NodeCount = 1, Region = Region.FRA1, Size = DatabaseSlug.DB_1VPCU1GB });
        return new Dictionary<string, object?>
        {
            ["address"] = web.Ipv4Address,
            ["database"] = cluster.Uri,
            ["distribution"] = image.Apply(i => i.Distribution),
        };
    }
}
