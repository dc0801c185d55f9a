using System.Collections.Immutable;
using System.Net;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Dns;

namespace Infra.Rehearsal.Kinds;

/// <summary>A zone, answered by a name server on this computer.</summary>
internal sealed class Domain : Kind
{
    /// <summary>Seconds, of the cloud's zones.</summary>
    internal const int Ttl = 1800;

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs) =>
    [
        .. Fail("name", inputs.Text("name") is { Length: > 0 } name && !DnsName.IsDomain(name) ? $"'{name}' is no domain name" : null),
        .. Fail("ipAddress", inputs.Text("ipAddress") is { Length: > 0 } address && !IPAddress.TryParse(address, out _) ? $"'{address}' is no address" : null),
    ];

    public override string? Refuse(PropertyMap inputs, ImmutableArray<Thing> others) =>
        others.Any(o => o.Name.Equals(inputs.Text("name"), StringComparison.OrdinalIgnoreCase)) ? $"domain '{inputs.Text("name")}': name already exists" : null;

    public override PropertyMap Foresee(PropertyMap inputs) => [new("domainUrn", $"do:domain:{inputs.Text("name")}"), new("ttl", Ttl)];

    public override string NewId(PropertyMap inputs, CloudAccount account) => inputs.Text("name");

    public override Task<PropertyMap> MakeAsync(Thing thing, Work work, CancellationToken cancellationToken) => Task.FromResult(Foresee(work.Inputs));

    public override Task RemoveAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        // As in the cloud: a domain takes its records along.
        foreach (var record in work.Account.Of(nameof(DnsRecord)).Where(r => r.Text("domain") == thing.Id))
        {
            work.Account.Remove(record);
        }

        return Task.CompletedTask;
    }

    public override Task SettleAsync(Work work, CancellationToken cancellationToken) => NameServer.ApplyAsync(work, cancellationToken);
}
