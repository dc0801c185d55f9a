using Infra.Tables.Format;

namespace Infra.Tables.Tests;

public sealed class TableCatalogTests
{
    private const string Package = "digitalocean";

    public static TheoryData<string> Heads => new(TableCatalog.Bundled.Heads);

    [Theory]
    [MemberData(nameof(Heads))]
    public void Table_ThatIsBundled_IsRead(string head)
    {
        var parts = head.Split(' ');

        var table = TableCatalog.Bundled.Find(Enum.Parse<TableKind>(parts[0], ignoreCase: true), parts[1]);

        table!.Token.ShouldBe(parts[1]);
    }

    [Theory]
    [InlineData("Droplet")]
    [InlineData("SshKey")]
    [InlineData("Vpc")]
    [InlineData("Firewall")]
    [InlineData("LoadBalancer")]
    [InlineData("Certificate")]
    [InlineData("Domain")]
    [InlineData("DnsRecord")]
    [InlineData("ReservedIp")]
    [InlineData("ReservedIpAssignment")]
    [InlineData("Volume")]
    [InlineData("VolumeAttachment")]
    [InlineData("Project")]
    [InlineData("Tag")]
    [InlineData("DatabaseCluster")]
    [InlineData("DatabaseDb")]
    [InlineData("DatabaseUser")]
    [InlineData("DatabaseFirewall")]
    [InlineData("DatabaseConnectionPool")]
    [InlineData("DatabaseReplica")]
    [InlineData("App")]
    [InlineData("MonitorAlert")]
    [InlineData("UptimeCheck")]
    [InlineData("UptimeAlert")]
    [InlineData("SpacesBucket")]
    public void Resource_ThatAdaptersUse_IsBundled(string name) =>
        TableCatalog.Bundled.Tokens(TableKind.Resource, Package).ShouldContain(token => token.EndsWith(":" + name, StringComparison.Ordinal));

    [Fact]
    public void Enum_OfEveryProperty_IsBundled() =>
        TableCatalog.Bundled.Tokens(TableKind.Resource, Package).Select(t => TableCatalog.Bundled.Find(TableKind.Resource, t)!)
            .SelectMany(t => t.Properties.Concat(t.Objects.SelectMany(o => o.Fields)))
            .Select(p => p.Type.Innermost).OfType<EnumType>()
            .ShouldAllBe(e => TableCatalog.Bundled.FindEnum(Package, e.Name) != null);

    [Fact]
    public void Find_OfWhatIsNotThere_IsNull() => TableCatalog.Bundled.Find(TableKind.Resource, "digitalocean:index/droplet:Drop").ShouldBeNull();

    [Fact]
    public void Find_OfAMalformedTable_SaysWhere() =>
        Should.Throw<InvalidDataException>(() => TableCatalog.Of("resource a:b:C\n  input x strin\n").Find(TableKind.Resource, "a:b:C"))
            .Message.ShouldContain("line 2: INF8003");

    [Fact]
    public void Of_TwoTablesOfTheSame_IsRefused() =>
        Should.Throw<ArgumentException>(() => TableCatalog.Of("enum a:b:C\n value A a\n", "enum a:b:C\n value B b\n"));
}
