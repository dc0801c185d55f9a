using System.Globalization;
using FsCheck.Xunit;
using Infra.Catalogue.Pricing;
using Infra.Catalogue.Tests.Support;

namespace Infra.Catalogue.Tests.Pricing;

public sealed class TariffTests
{
    [Theory]
    [InlineData("digitalocean", "droplet", "s-1vcpu-2gb", "0", "0.00")]
    [InlineData("digitalocean", "droplet", "s-1vcpu-2gb", "100", "1.79")]
    [InlineData("digitalocean", "droplet", "s-1vcpu-2gb", "672", "12.00")]
    [InlineData("digitalocean", "droplet", "s-1vcpu-2gb", "744", "12.00")]
    [InlineData("aws", "lightsail", "micro_3_0", "372", "3.50")]
    [InlineData("aws", "lightsail", "micro_3_0", "744", "7.00")]
    [InlineData("aws", "ec2", "t3.medium", "730", "30.37")]
    [InlineData("aws", "ec2", "t3.medium", "744", "30.95")]
    [InlineData("azure", "vm", "Standard_B1s", "730", "7.59")]
    [InlineData("heroku", "dyno", "standard-1x", "360", "12.50")]
    [InlineData("heroku", "dyno", "standard-1x", "1000", "25.00")]
    public void Run_ForSomeHours_IsCappedWhereTheHostCaps(string host, string product, string plan, string hours, string expected) =>
        Tariff(host, product).Run(Plan(host, plan), hours: Number(hours)).Monthly.Amount.ShouldBe(Number(expected));

    [Fact]
    public void Run_ForASecond_PaysTheLeastTimeThatIsBilled()
    {
        var tariff = Tariff("digitalocean", "app");
        var plan = Plan("digitalocean", "apps-d-8vcpu-32gb");

        tariff.Run(plan, hours: 1m / 3600).Monthly.ShouldBe(tariff.Run(plan, hours: 1m / 60).Monthly);
        tariff.Run(plan, hours: 1m / 60).Monthly.Amount.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Run_OfInstances_MultipliesButAFlatFee()
    {
        Tariff("digitalocean", "app").Run(Plan("digitalocean", "apps-s-1vcpu-1gb"), 3).Monthly.Amount.ShouldBe(36);
        Tariff("heroku", "dyno").Run(Plan("heroku", "eco"), 1).Monthly.Amount.ShouldBe(5);
        Should.Throw<ArgumentOutOfRangeException>(() => Tariff("digitalocean", "app").Run(Plan("digitalocean", "apps-s-1vcpu-1gb-fixed"), 2)).Message.ShouldContain("1 instances at most");
    }

    [Fact]
    public void Percent_OfBackups_IsOfTheServersPrice()
    {
        var tariff = Tariff("digitalocean", "droplet");
        var server = tariff.Run(Plan("digitalocean", "s-1vcpu-1gb"));

        tariff.Percent(Plan("digitalocean", "droplet-backup-weekly"), server, "Backups").Monthly.Amount.ShouldBe(1.20m);
        tariff.Percent(Plan("digitalocean", "droplet-backup-daily"), server, "Backups").Monthly.Amount.ShouldBe(1.80m);
    }

    [Fact]
    public void Units_OfStorageAndPower_ArePricedEach()
    {
        Tariff("digitalocean", "droplet").Units(Plan("digitalocean", "volume-block"), 55, "Volume").Monthly.Amount.ShouldBe(5.50m);
        Tariff("own-server", "server").Power(Plan("own-server", "power-kwh"), Plan("own-server", "mini-pc")).Monthly.Amount.ShouldBe(2.48m);
    }

    [Fact]
    public void Month_OfAPlanWithoutAPriceForTime_IsRefused()
    {
        Should.Throw<ArgumentException>(() => Tariff("pythonanywhere", "web-app").Month(Plan("pythonanywhere", "custom"))).Message.ShouldContain("no fixed price for 'custom'");
        Should.Throw<ArgumentException>(() => Tariff("digitalocean", "droplet").Run(Plan("digitalocean", "volume-block"))).Message.ShouldContain("for another unit");
    }

    [Property(MaxTest = 200)]
    public bool Run_OfMoreHoursOrMore_NeverCostsLess(byte plan, ushort hours, ushort more, byte count, byte further)
    {
        var host = SmallHost.Read();
        var tariff = new Tariff(host, host.Product("box"));
        var chosen = host.Plans[plan % 3];
        return tariff.Run(chosen, count, hours / 10m).Monthly.Amount <= tariff.Run(chosen, count + further, (hours + more) / 10m).Monthly.Amount
            && tariff.Run(chosen, count, hours / 10m).Monthly.Amount <= tariff.Run(chosen, count).Monthly.Amount;
    }

    [Property(MaxTest = 200)]
    public bool Total_OfAnyLines_IsTheirSumToTheCent(uint[] amounts)
    {
        var provenance = SmallHost.Read().Plan("box-1").Provenance;
        var lines = amounts.Select((amount, i) => new QuoteLine($"item {i}", new Money(amount / 1000m, "USD"), "", provenance)).ToList();
        return new Quote([.. lines], "USD").Total.Amount == lines.Sum(line => line.Monthly.Amount) && lines.TrueForAll(line => line.Monthly.Amount * 100 % 1 == 0);
    }

    private static Tariff Tariff(string host, string product) => new(HostingCatalogue.Host(host), HostingCatalogue.Host(host).Product(product));

    private static Plan Plan(string host, string id) => HostingCatalogue.Host(host).Plan(id);

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
