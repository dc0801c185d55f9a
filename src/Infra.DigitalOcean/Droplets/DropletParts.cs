using Infra.Hosting;
using Infra.Machine.Deployments;
using Infra.Machine.Rendering;
using Pulumi;
using Pulumi.DigitalOcean;

namespace Infra.DigitalOcean.Droplets;

/// <summary>What there is of an environment whatever the number of its servers.</summary>
internal sealed record DropletParts
{
    public required ProductionEnvironment Environment { get; init; }

    public required DropletSettings Settings { get; init; }

    public required DropletChoice Choice { get; init; }

    /// <summary>Of resources' arguments.</summary>
    public required ResourceChanges Changes { get; init; }

    public required Site Site { get; init; }

    public required DropletFleet Fleet { get; init; }

    /// <summary>Null where nothing is certified by it.</summary>
    public required SiteAuthority? Authority { get; init; }

    /// <summary>Those that run the application.</summary>
    public required IReadOnlyList<DropletServer> Servers { get; init; }

    /// <summary>Null where it is on the server, or there is none.</summary>
    public required ExternalDatabase? Database { get; init; }

    /// <summary>Null where the domain's records are made elsewhere.</summary>
    public required Domain? Zone { get; init; }

    public string Named(string part) => $"{Environment.Name}-{part}";

    public CustomResourceOptions Options(params IEnumerable<Resource> after)
    {
        var options = new CustomResourceOptions { Parent = Environment };
        foreach (var resource in after)
        {
            options.DependsOn.Add(resource);
        }

        return options;
    }

    /// <summary>The record by which the domain leads to an address; none where records are made elsewhere.</summary>
    /// <param name="address">Where visitors arrive.</param>
    /// <param name="after">What has to be there before they do.</param>
    public IReadOnlyList<Resource> Record(Input<string> address, params IEnumerable<Resource> after)
    {
        if (Zone is null)
        {
            return [];
        }

        var (domain, zone) = (Environment.Declaration.Domain!, Settings.DnsZone!);
        var name = domain.Length == zone.Length ? "@" : domain[..^(zone.Length + 1)];
        return [new DnsRecord(Named("record"), new() { Domain = Zone.Id, Type = "A", Name = name, Value = address, Ttl = 300 }, Options(after))];
    }
}
