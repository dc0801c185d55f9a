using System.Globalization;
using System.Text;
using FsCheck.Xunit;
using Infra.Catalogue.Choosing;
using Infra.Catalogue.Pricing;
using Infra.Machine.Tests.Support;

namespace Infra.Catalogue.Tests.Choosing;

public sealed class EstimatorTests
{
    private static readonly Place _vienna = new("Vienna", 48.2, 16.4);

    [Fact]
    public void Of_SeveralNeeds_IsAsInTheFile()
    {
        var text = new StringBuilder();
        Write(text, new(), new(0));
        Write(text, new() { MemoryGiB = 2 }, new(500));
        Write(text, new() { Vcpus = 2, MemoryGiB = 4, DiskGiB = 100, Instances = 3, Database = "postgresql" }, new(12000, 500));
        Write(text, new() { MemoryGiB = 0.5m, Database = "mysql" }, new(0));
        text.ToString().ShouldMatchGolden("estimates");
    }

    [Fact]
    public void Of_APriceOfAnotherRegion_SaysWhose()
    {
        var host = HostingCatalogue.Host("azure");

        var estimate = Estimator.Of(host, host.Product("vm"), new(), new(0), _vienna);

        estimate.Region!.Id.ShouldBe("germanywestcentral");
        estimate.Quote!.Lines[0].Note.ShouldEndWith("; the price is that of eastus");
    }

    [Property(MaxTest = 200)]
    public bool Of_More_NeverCostsLess(byte product, byte memory, byte instances, ushort traffic, byte more)
    {
        var all = HostingCatalogue.Ids.Select(HostingCatalogue.Host).SelectMany(host => host.Products.Select(p => (Host: host, Product: p))).ToList();
        var (host, chosen) = all[product % all.Count];
        Estimate Of(int further) => Estimator.Of(host, chosen, new() { MemoryGiB = (memory % 16) + further, Instances = 1 + (instances % 3) + (further % 2) }, new(traffic + further));
        var (less, larger) = (Of(0), Of(more));
        return larger.Quote is null || (less.Quote is not null && WithoutTransfer(less) <= WithoutTransfer(larger));
    }

    /// <summary>A larger size brings more transfer, so that the sum may fall; what is paid for machines may not.</summary>
    private static decimal WithoutTransfer(Estimate estimate) =>
        estimate.Quote!.Lines.Where(line => !line.Item.StartsWith("Transfer", StringComparison.Ordinal) && !line.Item.StartsWith("Power", StringComparison.Ordinal)).Sum(line => line.Monthly.Amount);

    private static void Write(StringBuilder text, Need need, Traffic traffic)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"{need}; {traffic.OutGiB} GiB out, {traffic.InGiB} GiB in");
        foreach (var host in HostingCatalogue.Ids.Select(HostingCatalogue.Host))
        {
            foreach (var estimate in host.Products.Select(product => Estimator.Of(host, product, need, traffic)))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  {host.ShortName} {estimate.Product.Name}: {estimate.Quote?.Total.ToString() ?? estimate.Problem}");
                foreach (var line in estimate.Quote?.Lines ?? [])
                {
                    text.AppendLine(CultureInfo.InvariantCulture, $"    {line.Monthly,14}  {line.Item}  [{line.Note}]");
                }
            }
        }

        text.AppendLine();
    }
}
