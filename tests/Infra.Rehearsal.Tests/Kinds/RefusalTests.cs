using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Kinds;
using Infra.Rehearsal.Tests.Support;

namespace Infra.Rehearsal.Tests.Kinds;

/// <summary>What the cloud would refuse is refused before anything is made, with the property.</summary>
public sealed class RefusalTests
{
    public static TheoryData<string, string, string, string> Texts => new()
    {
        { "Droplet", "region", "fra2", "did you mean 'fra1'" },
        { "Droplet", "size", "s-1vcpu-1bg", "no such size" },
        { "Droplet", "image", "debian-12-x46", "did you mean 'debian-12-x64'" },
        { "Droplet", "image", "fedora-42-x64", "nothing like it on this computer" },
        { "Droplet", "image", "ubuntu-24-04-x64", "nothing like it on this computer" },
        { "Droplet", "name", "web server", "only a-z, A-Z, 0-9, . and - are allowed" },
        { "Volume", "name", "Data", "begins with a small letter" },
        { "Vpc", "region", "mars1", "no such region" },
        { "Vpc", "ipRange", "10.0.0.0/8", "between /16 and /28" },
        { "Vpc", "ipRange", "somewhere", "range of IPv4 addresses" },
        { "SshKey", "publicKey", "AAAA", "no SSH public key" },
        { "Tag", "name", "web server", "a tag has letters" },
        { "ReservedIp", "region", "fra", "no such region" },
        { "UptimeCheck", "target", "http://shop.example", "begin with https://" },
        { "MonitorAlert", "window", "7m", "one of 5m, 10m" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Check_OfAWrongInput_NamesItAndWhatItMayBe(string kind, string property, string value, string reason)
    {
        await using var cloud = new TestCloud();
        var inputs = (kind == "Droplet" ? Samples.Droplet() : Samples.Of(kind)).With(property, value);

        var failure = (await cloud.CheckAsync(kind, inputs)).Failures.ShouldHaveSingleItem();

        failure.Property.ShouldBe(property);
        failure.Reason.ShouldContain(reason);
    }

    [Theory]
    [InlineData("A", "shop.example.", "value", "no IPv4 address")]
    [InlineData("A", "10.1", "value", "no IPv4 address")]
    [InlineData("AAAA", "10.0.0.1", "value", "no IPv6 address")]
    [InlineData("CNAME", "shop.example", "value", "end with a dot")]
    [InlineData("MX", "mail.shop.example.", "priority", "required with")]
    public async Task Check_OfAWrongRecord_NamesWhatIsWrong(string type, string value, string property, string reason)
    {
        await using var cloud = new TestCloud();

        var failures = (await cloud.CheckAsync("DnsRecord", [new("domain", "shop.example"), new("type", type), new("value", value), new("name", "www")])).Failures;

        failures.ShouldContain(f => f.Property == property && f.Reason.Contains(reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("tcp", "", "portRange", "required with protocol tcp or udp")]
    [InlineData("udp", "9000-8000", "portRange", "cannot be '9000-8000'")]
    [InlineData("tcp", "80", "sourceAddresses[0]", "neither an address nor a network")]
    public async Task Check_OfAWrongRule_NamesIt(string protocol, string ports, string property, string reason)
    {
        await using var cloud = new TestCloud();
        var rule = Samples.Rule(protocol, ports, property.StartsWith("source", StringComparison.Ordinal) ? "office" : "0.0.0.0/0");

        var failures = (await cloud.CheckAsync("Firewall", [new("inboundRules", PropertyValue.Array(ports.Length == 0 ? rule.Without("portRange") : rule))])).Failures;

        var failure = failures.ShouldHaveSingleItem();
        (failure.Property, failure.Reason.Contains(reason, StringComparison.Ordinal)).ShouldBe(($"inboundRules[0].{property}", true), failure.Reason);
    }

    [Fact]
    public async Task Create_OfOneDropletTooMany_IsRefusedByTheLimit()
    {
        await using var cloud = new TestCloud();
        for (var i = 0; i < Droplet.Limit; i++)
        {
            cloud.Account.Save(new Thing("Droplet", $"{i}", "", PropertyMap.Empty, PropertyMap.Empty, Complete: true));
        }

        (await Should.ThrowAsync<ProviderException>(cloud.MakeAsync("Droplet", Samples.Droplet()))).Message.ShouldContain("will exceed your droplet limit");
    }

    [Fact]
    public async Task Create_OfAFirewallForADropletThatIsNotThere_IsRefused()
    {
        await using var cloud = new TestCloud();

        var failure = await Should.ThrowAsync<ProviderException>(cloud.MakeAsync("Firewall", Samples.Of("Firewall").With("dropletIds", PropertyValue.Array(4711))));

        failure.Message.ShouldContain("no Droplet '4711'");
        cloud.Account.Things.ShouldBeEmpty();
    }

    [Fact]
    public async Task Delete_OfAVpcWithADroplet_IsRefused()
    {
        await using var cloud = new TestCloud();
        var (made, inputs) = await cloud.MakeAsync("Vpc", Samples.Of("Vpc"));
        cloud.Account.Save(new Thing("Droplet", "1", "", PropertyMap.Empty.With("vpcUuid", made.Id), PropertyMap.Empty, Complete: true));

        (await Should.ThrowAsync<ProviderException>(cloud.DeleteAsync("Vpc", made.Id, inputs))).Message.ShouldContain("Can not delete VPC with members");
    }
}
