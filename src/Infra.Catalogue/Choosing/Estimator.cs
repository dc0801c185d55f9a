using System.Globalization;
using Infra.Catalogue.Pricing;

namespace Infra.Catalogue.Choosing;

/// <summary>What a site of some size and traffic costs at a host, everything that comes with the server included.</summary>
public static class Estimator
{
    /// <param name="host">The host.</param>
    /// <param name="product">One of its products.</param>
    /// <param name="need">Of each machine.</param>
    /// <param name="traffic">Of all machines together.</param>
    /// <param name="near">Where the visitors are; null: no region is chosen.</param>
    public static Estimate Of(CatalogueHost host, Product product, Need need, Traffic traffic, Place? near = null)
    {
        var region = near is null ? null : RegionChooser.Nearest(host, product, near).Value;
        var size = SizeChooser.Choose(host, product, need);
        var database = DatabaseChooser.Choose(host, product, need);
        return size.Value is { } plan && database.Problem.Length == 0
            ? new(host, product, region, plan, new Quote([.. Lines(host, product, plan, database.Value, need, traffic, region)], host.Currency), "")
            : new(host, product, region, null, null, size.Value is null ? size.Problem : database.Problem);
    }

    private static IEnumerable<QuoteLine> Lines(CatalogueHost host, Product product, Plan size, Plan? database, Need need, Traffic traffic, Region? region)
    {
        var tariff = new Tariff(host, product);
        yield return Elsewhere(tariff.Run(size, need.Instances), size, region);
        if (SizeChooser.Disk(host, product, size, need) is { } disk)
        {
            yield return disk.Per == PriceUnit.GiBMonth
                ? tariff.Units(disk, (need.DiskGiB ?? Need.LeastDiskGiB) * need.Instances, "Disk")
                : tariff.Run(disk, need.Instances, name: "Disk");
        }

        foreach (var plan in product.Alongside.Select(host.Plan))
        {
            yield return tariff.Run(plan, need.Instances, name: "");
        }

        foreach (var plan in product.Once.Select(host.Plan))
        {
            yield return tariff.Run(plan, name: "");
        }

        if (product.Power.Length > 0)
        {
            var power = tariff.Power(host.Plan(product.Power), size);
            yield return need.Instances == 1 ? power : new(power.Item, power.Monthly * need.Instances, string.Create(CultureInfo.InvariantCulture, $"{need.Instances} times {power.Note}"), power.Provenance);
        }

        foreach (var line in database is null ? [] : new DatabaseTariff(host, product).Quote(database))
        {
            yield return line;
        }

        foreach (var line in LoadBalancer(host, product, tariff, need, traffic))
        {
            yield return line;
        }

        var counted = product.Transfer.OncePerApp ? 1 : need.Instances;
        foreach (var line in new TransferTariff(host, product).Quote(Allowance.Pooled([(size, counted, 1)]), traffic, region?.Id ?? ""))
        {
            yield return line;
        }
    }

    private static IEnumerable<QuoteLine> LoadBalancer(CatalogueHost host, Product product, Tariff tariff, Need need, Traffic traffic)
    {
        if (need.Instances == 1 || product.Horizontal.LoadBalancer.Length == 0)
        {
            yield break;
        }

        yield return tariff.Run(host.Plan(product.Horizontal.LoadBalancer), name: "Load balancer");
        if (product.Horizontal.LoadBalancerData.Length > 0)
        {
            // A GiB in an hour is one unit of capacity, where transfer is what needs most of them.
            yield return tariff.Units(host.Plan(product.Horizontal.LoadBalancerData), traffic.OutGiB + traffic.InGiB, "Load balancer data");
        }
    }

    /// <summary>Says so where only another region's price is known.</summary>
    private static QuoteLine Elsewhere(QuoteLine line, Plan size, Region? region) =>
        region is null || size.Region.Length == 0 || size.Region == region.Id ? line : line with { Note = $"{line.Note}; the price is that of {size.Region}" };
}
