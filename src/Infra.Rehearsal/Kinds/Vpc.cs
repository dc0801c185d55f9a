using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Infra.Machine.Provider.Local.Network;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Facts;

namespace Infra.Rehearsal.Kinds;

/// <summary>A private network: a range of addresses that its Droplets have besides their public ones.</summary>
internal sealed class Vpc : Kind
{
    public override IEnumerable<CheckFailure> Check(PropertyMap inputs) =>
    [
        .. Fail("region", CloudFacts.Unknown(inputs.Text("region"), CloudFacts.DigitalOcean.Regions, "region")),
        .. Fail("ipRange", inputs.Text("ipRange") is { Length: > 0 } range && Ipv4Range.Parse(range) is not { Prefix: >= 16 and <= 28 }
            ? $"cannot be '{range}': it is a range of IPv4 addresses between /16 and /28, as 10.10.0.0/20" : null),
    ];

    public override string? Refuse(PropertyMap inputs, ImmutableArray<Thing> others)
    {
        var range = Ipv4Range.Parse(inputs.Text("ipRange"));
        return Taken(inputs, others, "VPC")
            ?? (range is { } own && others.FirstOrDefault(o => Ipv4Range.Parse(o.Text("ipRange"))?.Overlaps(own) ?? false) is { } other
                ? $"the range {inputs.Text("ipRange")} overlaps with that of the VPC '{other.Name}', {other.Text("ipRange")}"
                : null);
    }

    public override Task<PropertyMap> MakeAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        PropertyMap outputs = [new("createdAt", work.Clock()), new("default", false), new("vpcUrn", $"do:vpc:{thing.Id}")];
        return Task.FromResult(work.Inputs.Text("ipRange").Length > 0 ? outputs : outputs.With("ipRange", FreeRange(work.Account)));
    }

    public override Task RemoveAsync(Thing thing, Work work, CancellationToken cancellationToken) =>
        work.Account.Things.FirstOrDefault(t => t.Kind is nameof(Droplet) or nameof(LoadBalancer) or nameof(DatabaseCluster) && (t.Text("vpcUuid") == thing.Id || t.Text("privateNetworkUuid") == thing.Id)) is { } member
            ? throw CloudAnswer.Of(403, "forbidden", $"Can not delete VPC with members: {member.Kind} '{member.Name}' ({member.Id})")
            : Task.CompletedTask;

    /// <summary>The region's own network, which every account has.</summary>
    internal static Thing Default(string region)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes("default-" + region));
        PropertyMap known =
        [
            new("name", "default-" + region), new("region", region), new("default", true),
            new("ipRange", $"10.{100 + CloudFacts.DigitalOcean.Regions.IndexOf(region)}.0.0/20"),
        ];
        return new(nameof(Vpc), new Guid(hash.AsSpan(0, 16)).ToString(), "", known, PropertyMap.Empty, Complete: true);
    }

    private static string FreeRange(CloudAccount account)
    {
        var taken = account.Of(nameof(Vpc)).Select(t => Ipv4Range.Parse(t.Text("ipRange"))).OfType<Ipv4Range>().ToArray();
        var free = Enumerable.Range(0, 16).Select(n => new Ipv4Range((10u << 24) + (116u << 16) + ((uint)n << 12), 20)).First(r => !taken.Any(r.Overlaps));
        return $"{free.Address(0)}/{free.Prefix}";
    }
}
