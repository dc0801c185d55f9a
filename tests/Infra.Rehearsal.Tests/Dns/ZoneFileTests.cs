using Infra.Protocol.Properties;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Dns;

namespace Infra.Rehearsal.Tests.Dns;

public sealed class ZoneFileTests
{
    [Fact]
    public void Render_OfEveryType_IsAZone()
    {
        var domain = new Thing("Domain", "shop.example", "", [new("name", "shop.example"), new("ipAddress", "192.0.2.1")], PropertyMap.Empty, true);

        ZoneFile.Render(
            domain,
            [
                Record("1", "A", "www", "192.0.2.2", []),
                Record("2", "CNAME", "*", "shop.example.", [new("ttl", 60)]),
                Record("3", "MX", "@", "mail.shop.example.", [new("priority", 10)]),
                Record("4", "SRV", "_sip._tcp", "sip.shop.example.", [new("priority", 1), new("weight", 2), new("port", 5060)]),
                Record("5", "CAA", "@", "letsencrypt.org.", [new("flags", 0), new("tag", "issue")]),
                Record("6", "TXT", "@", "say \"hello\"", []),
            ],
            "192.0.2.53",
            7).ShouldBe(
            """
            $TTL 1800
            $ORIGIN shop.example.
            @ IN SOA ns1.rehearsal. hostmaster.shop.example. 7 10800 3600 604800 1800
            @ IN NS ns1.rehearsal.
            @ IN A 192.0.2.1
            *.shop.example. 60 IN CNAME shop.example.
            shop.example. 1800 IN MX 10 mail.shop.example.
            shop.example. 1800 IN CAA 0 issue "letsencrypt.org"
            shop.example. 1800 IN TXT "say \"hello\""
            _sip._tcp.shop.example. 1800 IN SRV 1 2 5060 sip.shop.example.
            www.shop.example. 1800 IN A 192.0.2.2

            """);
    }

    [Theory]
    [InlineData("@", "shop.example")]
    [InlineData("www", "www.shop.example")]
    [InlineData("www.shop.example", "www.shop.example")]
    public void Full_OfAName_EndsWithItsDomain(string name, string full) => DnsName.Full(name, "shop.example").ShouldBe(full);

    private static Thing Record(string id, string type, string name, string value, PropertyMap more) =>
        new("DnsRecord", id, "", [.. more, new("domain", "shop.example"), new("type", type), new("name", name), new("value", value)], PropertyMap.Empty, true);
}
