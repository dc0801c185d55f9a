using Pulumi;

namespace Infra.DigitalOcean.Droplets;

/// <summary>What a stack's configuration says about Droplets.</summary>
public sealed record DropletSettings
{
    /// <summary>A region (fra1), a city (Paris) or degrees north and east (48.2,16.4): the nearest region.</summary>
    public string? Region { get; init; }

    /// <summary>A size's slug; null or empty: the cheapest that has what the declaration asks for.</summary>
    public string? Size { get; init; }

    /// <summary>An image's slug, of the declared operating system; null or empty: DigitalOcean's own of it.</summary>
    public string? Image { get; init; }

    /// <summary>The size's slug of a managed database, or of the Droplet that has it alone; null or empty: the smallest, or one as the servers'.</summary>
    public string? DatabaseSize { get; init; }

    /// <summary>none, weekly or daily.</summary>
    public string Backups { get; init; } = "none";

    /// <summary>An address that stays when the server is replaced.</summary>
    public bool ReservedIp { get; init; }

    /// <summary>A zone whose records DigitalOcean serves, such as example.org; null or empty: records are made elsewhere.</summary>
    public string? DnsZone { get; init; }

    public static DropletSettings FromConfig(Config config) => new()
    {
        Region = config.Get("region"),
        Size = config.Get("size"),
        Image = config.Get("image"),
        DatabaseSize = config.Get("databaseSize"),
        Backups = config.Get("backups") is { Length: > 0 } backups ? backups : "none",
        ReservedIp = config.GetBoolean("reservedIp") ?? false,
        DnsZone = config.Get("dnsZone"),
    };
}
