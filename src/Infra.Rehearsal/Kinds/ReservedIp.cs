using System.Collections.Immutable;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Facts;
using Infra.Rehearsal.Network;

namespace Infra.Rehearsal.Kinds;

/// <summary>An address that goes from one Droplet to another; on this computer a route to it.</summary>
internal sealed class ReservedIp : Kind
{
    public override IEnumerable<CheckFailure> Check(PropertyMap inputs) =>
        Fail("region", CloudFacts.Unknown(inputs.Text("region"), CloudFacts.DigitalOcean.Regions, "region"));

    public override string? Refuse(PropertyMap inputs, ImmutableArray<Thing> others) =>
        inputs.Text("ipAddress").Length > 0 ? "an address cannot be chosen: leave ipAddress out" : null;

    /// <summary>The address itself.</summary>
    public override string NewId(PropertyMap inputs, CloudAccount account) => ReservedAddresses.Free(account);

    public override Task<PropertyMap> MakeAsync(Thing thing, Work work, CancellationToken cancellationToken) => Task.FromResult<PropertyMap>(
        [new("ipAddress", thing.Id), new("reservedIpUrn", $"do:reservedip:{thing.Id}"), .. Assigned(work)]);

    public override Task<PropertyMap> ChangeAsync(Thing thing, Work work, CancellationToken cancellationToken) =>
        Task.FromResult(Assigned(work) is { Count: > 0 } assigned ? assigned : [new("assigned", "")]);

    public override async Task SettleAsync(Work work, CancellationToken cancellationToken)
    {
        await ReservedAddresses.ApplyAsync(work.Account, cancellationToken);
        await CloudFirewall.ApplyAsync(work.Account, cancellationToken, narrator: work.Narrator);
    }

    private static PropertyMap Assigned(Work work) => work.Inputs.Text("dropletId") is { Length: > 0 } droplet
        ? [new("assigned", work.Account.Get(nameof(Droplet), droplet).Id)]
        : [];
}
