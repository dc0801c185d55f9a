using System.Globalization;
using FsCheck.Xunit;
using Infra.Catalogue.Pricing;

namespace Infra.Catalogue.Tests.Pricing;

public sealed class TransferTariffTests
{
    [Theory]
    [InlineData("digitalocean", "droplet", 2000, 500, 0, "", "0.00")]
    [InlineData("digitalocean", "droplet", 2000, 2500, 9000, "", "5.00")]
    [InlineData("digitalocean", "app", 50, 150, 0, "", "2.00")]
    [InlineData("azure", "vm", 0, 100, 0, "", "0.00")]
    [InlineData("azure", "vm", 0, 500, 0, "", "34.80")]
    [InlineData("azure", "vm", 0, 20480, 0, "", "882.18 849.92")]
    [InlineData("aws", "ec2", 0, 10240, 0, "", "912.60")]
    [InlineData("aws", "lightsail", 1024, 500, 1000, "", "42.84")]
    [InlineData("aws", "lightsail", 1024, 500, 2000, "", "45.00")]
    [InlineData("aws", "lightsail", 1024, 1124, 0, "ap-south-1", "13.00")]
    [InlineData("heroku", "dyno", 0, 5000, 0, "", "")]
    public void Quote_OfTraffic_IsByPoolAndTier(string host, string product, int pool, int sent, int received, string region, string expected) =>
        string.Join(' ', Tariff(host, product).Quote(pool, new Traffic(sent, received), region)
            .Select(line => line.Monthly.Amount.ToString("0.00", CultureInfo.InvariantCulture))).ShouldBe(expected);

    [Fact]
    public void Quote_AboveTheLastKnownTier_SaysSo() =>
        Tariff("azure", "vm").Quote(0, new Traffic(60000))[^1].Note.ShouldContain("the price above 51200 GiB is not known, this one is used");

    [Fact]
    public void Pooled_OfSeveralMachines_IsTheirSumProRata()
    {
        var host = HostingCatalogue.Host("digitalocean");

        Allowance.Pooled([(host.Plan("s-1vcpu-1gb"), 2, 1), (host.Plan("s-1vcpu-2gb"), 1, 0.5m)]).ShouldBe(3000);
    }

    [Property(MaxTest = 300)]
    public bool Quote_OfMoreTrafficOrASmallerPool_NeverCostsLess(ushort pool, ushort less, uint sent, ushort more, ushort received, byte which)
    {
        (string Host, string Product)[] all = [("digitalocean", "droplet"), ("azure", "vm"), ("aws", "ec2"), ("aws", "lightsail")];
        var (host, product) = all[which % all.Length];
        decimal Total(decimal gib, Traffic traffic) => Tariff(host, product).Quote(gib, traffic).Sum(line => line.Monthly.Amount);
        var traffic = sent % 100_000;
        return Total(pool, new(traffic, received)) <= Total(Math.Max(0, pool - less), new(traffic + more, received + more));
    }

    private static TransferTariff Tariff(string host, string product) => new(HostingCatalogue.Host(host), HostingCatalogue.Host(host).Product(product));
}
