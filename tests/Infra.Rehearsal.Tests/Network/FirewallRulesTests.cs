using Infra.Protocol.Properties;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Network;
using Infra.Rehearsal.Tests.Support;

namespace Infra.Rehearsal.Tests.Network;

public sealed class FirewallRulesTests
{
    [Fact]
    public async Task Render_OfTagsIdsAndAddresses_IsOneTable()
    {
        await using var cloud = new TestCloud();
        Save(cloud, "Droplet", "1", [new("tags", PropertyValue.Array("web"))], [new("ipv4Address", "10.213.0.2"), new("ipv4AddressPrivate", "10.116.0.2")]);
        Save(cloud, "Droplet", "2", [], [new("ipv4Address", "10.213.0.3"), new("ipv4AddressPrivate", "10.116.0.3")]);
        Save(cloud, "Droplet", "3", [], [new("ipv4Address", "10.213.0.4")]);
        Save(cloud, "ReservedIp", "10.213.255.7", [], [new("assigned", "1")]);
        Save(cloud, "Firewall", "web", [new("tags", PropertyValue.Array("web")), new("inboundRules", PropertyValue.Array(Samples.Rule("tcp", "80-90"), Samples.Rule("tcp", "22", "203.0.113.0/24"))), Out("tcp", "all")], []);
        Save(cloud, "Firewall", "db", [new("dropletIds", PropertyValue.Array(2)), new("inboundRules", PropertyValue.Array(
            PropertyMap.From([new("protocol", "tcp"), new("portRange", "5432"), new("sourceTags", PropertyValue.Array("web"))]),
            PropertyMap.From([new("protocol", "icmp"), new("sourceTags", PropertyValue.Array("nobody"))])))], []);

        FirewallRules.Render("infra_cloud", "infra0", FirewallScene.Of(cloud.Account)).ShouldBe(
            """
            table ip infra_cloud
            delete table ip infra_cloud
            table ip infra_cloud {
              chain in_1 {
                ct state established,related return
                tcp dport 80-90 return
                ip saddr { 10.213.0.1, 203.0.113.0/24 } tcp dport 22 return
                drop
              }
              chain out_1 {
                ct state established,related return
                ip protocol tcp return
                drop
              }
              chain in_2 {
                ct state established,related return
                ip saddr { 10.116.0.2, 10.213.0.2, 10.213.255.7 } tcp dport 5432 return
                drop
              }
              chain out_2 {
                ct state established,related return
                drop
              }
              chain to_droplets {
                ip daddr vmap { 10.213.0.2 : jump in_1, 10.116.0.2 : jump in_1, 10.213.255.7 : jump in_1, 10.213.0.3 : jump in_2, 10.116.0.3 : jump in_2 }
              }
              chain from_droplets {
                ip saddr vmap { 10.213.0.2 : jump out_1, 10.116.0.2 : jump out_1, 10.213.255.7 : jump out_1, 10.213.0.3 : jump out_2, 10.116.0.3 : jump out_2 }
              }
              chain output {
                type filter hook output priority filter + 10; policy accept;
                oifname "infra0" jump to_droplets
              }
              chain input {
                type filter hook input priority filter + 10; policy accept;
                iifname "infra0" jump from_droplets
              }
              chain forward {
                type filter hook forward priority filter + 10; policy accept;
                iifname "infra0" jump from_droplets
                oifname "infra0" jump to_droplets
              }
            }

            """);
    }

    [Fact]
    public async Task Scene_WithoutADroplet_LeavesItOpen()
    {
        await using var cloud = new TestCloud();
        Save(cloud, "Droplet", "1", [new("tags", PropertyValue.Array("web"))], [new("ipv4Address", "10.213.0.2")]);
        Save(cloud, "Firewall", "web", [new("tags", PropertyValue.Array("web")), Out("tcp", "all")], []);

        FirewallScene.Of(cloud.Account).Guarded.ShouldHaveSingleItem().Id.ShouldBe("1");
        FirewallScene.Of(cloud.Account, without: "1").Guarded.ShouldBeEmpty();
    }

    [Fact]
    public async Task Scene_OfALoadBalancer_LetsItInFromBothItsNetworks()
    {
        await using var cloud = new TestCloud();
        Save(cloud, "Droplet", "1", [new("tags", PropertyValue.Array("web"))], [new("ipv4Address", "10.213.0.2"), new("ipv4AddressPrivate", "10.116.0.2")]);
        Save(cloud, "LoadBalancer", "lb", [], [new("ip", "10.213.0.3"), new("ipv4AddressPrivate", "10.116.0.3")]);
        Save(cloud, "Firewall", "web", [new("tags", PropertyValue.Array("web")), new("inboundRules", PropertyValue.Array(
            PropertyMap.From([new("protocol", "tcp"), new("portRange", "443"), new("sourceLoadBalancerUids", PropertyValue.Array("lb"))])))], []);

        FirewallScene.Of(cloud.Account).Guarded.ShouldHaveSingleItem().Inbound.ShouldHaveSingleItem().Peers.ShouldBe(["10.116.0.3", "10.213.0.3"]);
    }

    private static KeyValuePair<string, PropertyValue> Out(string protocol, string ports) => new(
        "outboundRules",
        PropertyValue.Array(PropertyMap.From([new("protocol", protocol), new("portRange", ports), new("destinationAddresses", PropertyValue.Array("0.0.0.0/0", "::/0"))])));

    private static void Save(TestCloud cloud, string kind, string id, PropertyMap inputs, PropertyMap outputs) =>
        cloud.Account.Save(new Thing(kind, id, "", inputs, outputs, Complete: true));
}
