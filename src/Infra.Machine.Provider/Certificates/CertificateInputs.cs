using System.Collections.Immutable;
using System.Net;
using System.Text.RegularExpressions;
using Infra.Machine.Provider.Inputs;

namespace Infra.Machine.Provider.Certificates;

/// <summary>The inputs of a server's certificate.</summary>
internal sealed partial record CertificateInputs(
    string AuthorityCertificate,
    string AuthorityPrivateKey,
    ImmutableArray<string> DnsNames,
    ImmutableArray<IPAddress> Addresses,
    int ValidityDays,
    int RenewDays)
{
    public static CertificateInputs Read(InputReader inputs)
    {
        var authority = inputs.Text("authorityCertificate");
        var key = inputs.Text("authorityPrivateKey");
        var names = inputs.Texts("dnsNames");
        var addresses = inputs.Texts("ipAddresses");
        var validity = inputs.Integer("validityDays", byDefault: 90, minimum: 1, maximum: 825);
        var renew = inputs.Integer("renewDays", byDefault: Math.Min(30, validity / 3), minimum: 0, maximum: 824);
        for (var i = 0; i < names.Length; i++)
        {
            if (!DnsName().IsMatch(names[i]) || names[i].Length > 253)
            {
                inputs.Fail("dnsNames", i, $"'{names[i]}' is not a domain name (write international names in their xn-- form)");
            }
        }

        for (var i = 0; i < addresses.Length; i++)
        {
            if (Address(addresses[i]) is null)
            {
                inputs.Fail("ipAddresses", i, $"'{addresses[i]}' is not an IP address");
            }
        }

        inputs.Demand(inputs.AnyUnknown("dnsNames", "ipAddresses") || names.Length + addresses.Length > 0, "dnsNames", "or ipAddresses must name at least one server");
        inputs.Demand(renew < validity, "renewDays", $"must be less than validityDays ({validity})");
        return new(authority, key, names, [.. addresses.Select(Address).OfType<IPAddress>()], validity, renew);
    }

    // The parser takes "10.1" for 10.0.0.1; nobody means that.
    private static IPAddress? Address(string text) =>
        IPAddress.TryParse(text, out var address) && (text.Contains(':', StringComparison.Ordinal) || text.Count(c => c == '.') == 3) ? address : null;

    [GeneratedRegex(@"^(\*\.)?([a-z0-9_]([a-z0-9\-_]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9\-]{0,61}[a-z0-9])?\z", RegexOptions.IgnoreCase)]
    private static partial Regex DnsName();
}
