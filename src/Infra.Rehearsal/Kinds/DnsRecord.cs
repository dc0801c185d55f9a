using System.Net;
using System.Net.Sockets;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Dns;

namespace Infra.Rehearsal.Kinds;

/// <summary>A record of a zone.</summary>
internal sealed class DnsRecord : Kind
{
    private const int MinimumTtl = 30;

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        var (type, value, name) = (inputs.Text("type"), inputs.Text("value"), inputs.Text("name"));
        return
        [
            .. Fail("port", type == "SRV" && inputs.Find("port") is null ? "is needed for SRV records" : null),
            .. Fail("value", value.Length > 0 && !inputs.IsUnknown("value") ? WrongValue(type, value) : null),
            .. Fail("name", name.Length > 0 && name != "@" && !DnsName.IsRelative(name) ? $"'{name}' is no name in a zone: labels with dots between them, @ for the domain itself, * for any" : null),
            .. Fail("ttl", inputs.Number("ttl") is { } ttl && ttl < MinimumTtl ? $"cannot be {ttl}: at least {MinimumTtl} seconds" : null),
        ];
    }

    public override PropertyMap Foresee(PropertyMap inputs) => inputs.Text("domain") is { Length: > 0 } domain && inputs.Text("name") is { Length: > 0 } name
        ? [new("fqdn", DnsName.Full(name, domain)), .. inputs.ContainsKey("ttl") ? PropertyMap.Empty : [new("ttl", Domain.Ttl)]]
        : [];

    public override string NewId(PropertyMap inputs, CloudAccount account) => account.NewNumber(Name);

    public override Task<PropertyMap> MakeAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        var domain = work.Account.Get(nameof(Domain), work.Inputs.Text("domain"));
        var clash = work.Account.Of(Name).FirstOrDefault(r => r.Text("domain") == domain.Id && r.Id != thing.Id && r.Name == thing.Name && (r.Text("type") == "CNAME" || thing.Text("type") == "CNAME"));
        return clash is null
            ? Task.FromResult(Foresee(work.Inputs))
            : throw CloudAnswer.Unprocessable($"CNAME records cannot share a name with other records: '{thing.Name}' has a {clash.Text("type")} record ({clash.Id})");
    }

    public override Task<PropertyMap> ChangeAsync(Thing thing, Work work, CancellationToken cancellationToken) => Task.FromResult(Foresee(work.Inputs));

    public override Task SettleAsync(Work work, CancellationToken cancellationToken) => NameServer.ApplyAsync(work, cancellationToken);

    private static string? WrongValue(string type, string value) => type switch
    {
        "A" when !IsAddress(value, AddressFamily.InterNetwork) => $"'{value}' is no IPv4 address",
        "AAAA" when !IsAddress(value, AddressFamily.InterNetworkV6) => $"'{value}' is no IPv6 address",
        "CNAME" or "MX" or "NS" or "SRV" when value != "@" && !value.EndsWith('.') => $"'{value}' needs to end with a dot (or be @)",
        "CNAME" or "MX" or "NS" or "SRV" when value != "@" && !DnsName.IsDomain(value.TrimEnd('.')) => $"'{value}' is no domain name",
        "CAA" when !value.EndsWith('.') && value != ";" => $"'{value}' needs to end with a dot",
        _ => null,
    };

    private static bool IsAddress(string text, AddressFamily family) => IPAddress.TryParse(text, out var address) && address.AddressFamily == family && (family != AddressFamily.InterNetwork || text.Split('.').Length == 4);
}
