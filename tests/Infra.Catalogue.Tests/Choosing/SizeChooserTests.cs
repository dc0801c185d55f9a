using System.Globalization;
using FsCheck.Xunit;
using Infra.Catalogue.Choosing;
using Infra.Catalogue.Pricing;
using Infra.Catalogue.Tests.Support;

namespace Infra.Catalogue.Tests.Choosing;

public sealed class SizeChooserTests
{
    [Theory]
    [InlineData("digitalocean", "droplet", 1, "0.5", null, 1, "s-1vcpu-512mb-10gb")]
    [InlineData("digitalocean", "droplet", 1, "1", null, 1, "s-1vcpu-1gb")]
    [InlineData("digitalocean", "droplet", 1, "1", "40", 1, "s-1vcpu-2gb")]
    [InlineData("digitalocean", "droplet", 2, "8", null, 1, "s-4vcpu-8gb")]
    [InlineData("digitalocean", "app", 1, "0.5", null, 1, "apps-s-1vcpu-0.5gb")]
    [InlineData("digitalocean", "app", 1, "0.5", null, 2, "apps-s-1vcpu-1gb")]
    [InlineData("azure", "vm", 1, "1", null, 1, "Standard_B2ats_v2")]
    [InlineData("azure", "app-service", 1, "1", null, 1, "asp-linux-B1")]
    [InlineData("azure", "app-service", 1, "1", null, 5, "asp-linux-P0v3")]
    [InlineData("aws", "lightsail", 1, "1", null, 1, "micro_3_0")]
    [InlineData("aws", "ec2", 2, "2", null, 1, "t3.small")]
    [InlineData("heroku", "dyno", 1, "0.5", null, 1, "basic")]
    [InlineData("heroku", "dyno", 1, "14", null, 1, "performance-l-ram")]
    [InlineData("pythonanywhere", "web-app", 1, "1", null, 1, "developer")]
    [InlineData("own-server", "server", 4, "8", null, 1, "mini-pc")]
    public void Choose_OfANeed_IsTheCheapestThatIsLargeEnough(string host, string product, int vcpus, string memory, string? disk, int instances, string expected)
    {
        var need = new Need { Vcpus = vcpus, MemoryGiB = Number(memory)!.Value, DiskGiB = Number(disk), Instances = instances };

        Choose(host, product, need).Value?.Id.ShouldBe(expected);
    }

    [Fact]
    public void Choose_WithArm_MayTakeIt()
    {
        Choose("aws", "ec2", new() { Vcpus = 2, MemoryGiB = 2, Arm = true }).Value!.Id.ShouldBe("t4g.small");
        Choose("aws", "ec2", new() { Vcpus = 2, MemoryGiB = 2 }).Value!.Architecture.ShouldBe("x86_64");
    }

    [Theory]
    [InlineData("digitalocean", "droplet", 64, "2", null, 1, "DigitalOcean has no Droplet with 64 processors and 2 GiB of memory; the nearest is s-8vcpu-16gb (8 processors, 16 GiB of memory, 320 GiB of disk) for 96.00 USD a month.")]
    [InlineData("azure", "app-service", 1, "1", null, 31, "Microsoft Azure has no App Service (Linux) with 1 processor and 1 GiB of memory, 31 times; the nearest is asp-linux-P0v3 (1 processor, 4 GiB of memory, 250 GiB of disk, up to 30 instances) for 56.58 USD a month.")]
    [InlineData("heroku", "dyno", 2, "0.5", null, 1, "Heroku has no Dyno with 2 processors and 512 MiB of memory; the nearest is basic (512 MiB of memory, up to 1 instance) for 7.00 USD a month.")]
    public void Choose_OfTooLargeANeed_SaysWhatIsNearest(string host, string product, int vcpus, string memory, string? disk, int instances, string problem)
    {
        var found = Choose(host, product, new() { Vcpus = vcpus, MemoryGiB = Number(memory)!.Value, DiskGiB = Number(disk), Instances = instances });

        found.Value.ShouldBeNull();
        found.Problem.ShouldBe(problem);
        found.Known.ShouldNotBeEmpty();
    }

    [Fact]
    public void Choose_OfAPlanThatIsNotForProduction_NeverHappens()
    {
        var chosen = HostingCatalogue.Ids.Select(HostingCatalogue.Host)
            .SelectMany(host => host.Products.Select(product => SizeChooser.Choose(host, product, new() { MemoryGiB = 0.25m }).Value!));

        chosen.ShouldAllBe(plan => plan.NotFor.Length == 0);
    }

    [Fact]
    public void Disk_ThatIsBilledApart_IsTheSmallestThatIsLargeEnough()
    {
        var host = HostingCatalogue.Host("azure");
        var (product, size) = (host.Product("vm"), host.Plan("Standard_B1s"));

        SizeChooser.Disk(host, product, size, new())!.Id.ShouldBe("disk-premium-P4");
        SizeChooser.Disk(host, product, size, new() { DiskGiB = 33 })!.Id.ShouldBe("disk-premium-P6");
        SizeChooser.Disk(host, product, size, new() { DiskGiB = 500 }).ShouldBeNull();
        SizeChooser.Choose(host, product, new() { DiskGiB = 500 }).Value.ShouldBeNull();
    }

    [Property(MaxTest = 200)]
    public bool Choose_OfASmallerNeed_NeverCostsMore(byte vcpus, byte memory, byte disk, byte less)
    {
        var host = SmallHost.Read();
        var product = host.Product("box");
        decimal? Price(int subtracted) => SizeChooser.Choose(host, product, new()
        {
            Vcpus = Math.Max(1, (vcpus % 4) - subtracted),
            MemoryGiB = Math.Max(0.5m, (memory % 6) - subtracted),
            DiskGiB = Math.Max(0, disk - subtracted),
        }).Value is { } plan ? new Tariff(host, product).Month(plan).Amount : null;
        return Price(0) is not { } price || Price(less) <= price;
    }

    private static Lookup<Plan> Choose(string host, string product, Need need) =>
        SizeChooser.Choose(HostingCatalogue.Host(host), HostingCatalogue.Host(host).Product(product), need);

    private static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
}
