using System.Globalization;
using FsCheck.Xunit;
using Infra.Catalogue.Pricing;

namespace Infra.Catalogue.Tests.Pricing;

public sealed class DatabaseTariffTests
{
    [Theory]
    [InlineData("digitalocean", "droplet", "db-s-1vcpu-1gb", 0, null, "15.15")]
    [InlineData("digitalocean", "droplet", "db-s-1vcpu-2gb", 2, null, "91.35")]
    [InlineData("digitalocean", "droplet", "db-s-1vcpu-2gb", 1, "50", "60.90 4.30")]
    [InlineData("azure", "vm", "pg-flex-B1ms", 0, null, "12.41 3.68")]
    [InlineData("azure", "vm", "pg-flex-D2ds_v5", 1, "64", "259.88 14.72")]
    [InlineData("aws", "ec2", "db.t4g.small", 0, null, "23.36 2.30")]
    [InlineData("aws", "ec2", "db.t4g.small", 1, "20", "46.72 4.60")]
    [InlineData("heroku", "dyno", "pg-advanced-32g-performance", 0, "150", "900.00 10.00")]
    [InlineData("pythonanywhere", "web-app", "unit-postgres", 0, "10", "7.00 2.00")]
    public void Quote_OfNodesAndStorage_IsByTheHostsRule(string host, string product, string plan, int standbys, string? storage, string expected) =>
        string.Join(' ', Tariff(host, product).Quote(HostingCatalogue.Host(host).Plan(plan), standbys, Number(storage))
            .Select(line => line.Monthly.Amount.ToString("0.00", CultureInfo.InvariantCulture))).ShouldBe(expected);

    [Fact]
    public void Quote_OfWhatCannotBeHad_IsRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Tariff("digitalocean", "droplet").Quote(HostingCatalogue.Host("digitalocean").Plan("db-s-1vcpu-1gb"), standbys: 1))
            .Message.ShouldContain("db-s-1vcpu-1gb may have 0 standby nodes");
        Should.Throw<ArgumentOutOfRangeException>(() => Tariff("aws", "lightsail").Quote(HostingCatalogue.Host("aws").Plan("micro_2_0"), storageGiB: 41))
            .Message.ShouldContain("has 40 GiB of storage, and more cannot be bought");
    }

    [Property(MaxTest = 100)]
    public bool Quote_OfMoreStorageOrNodes_NeverCostsLess(ushort storage, ushort more, bool standby)
    {
        var plan = HostingCatalogue.Host("azure").Plan("pg-flex-D2ds_v5");
        decimal Total(int standbys, decimal gib) => Tariff("azure", "vm").Quote(plan, standbys, gib).Sum(line => line.Monthly.Amount);
        return Total(0, storage) <= Total(standby ? 1 : 0, storage + more);
    }

    private static DatabaseTariff Tariff(string host, string product) => new(HostingCatalogue.Host(host), HostingCatalogue.Host(host).Product(product));

    private static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
}
