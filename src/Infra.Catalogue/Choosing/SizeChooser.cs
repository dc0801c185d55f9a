using System.Globalization;
using Infra.Catalogue.Pricing;

namespace Infra.Catalogue.Choosing;

/// <summary>The cheapest size that is large enough.</summary>
public static class SizeChooser
{
    /// <summary>Of two at one price the better known, then the larger, then by name.</summary>
    public static Lookup<Plan> Choose(CatalogueHost host, Product product, Need need)
    {
        var sizes = Candidates(host, product, need);
        var best = sizes.Find(size => Fits(host, product, size, need));
        return best is not null ? new(best, "", []) : new(null, Problem(host, product, need, sizes), [.. sizes.Select(size => size.Id)]);
    }

    /// <summary>The smallest disk that is billed apart and large enough; null: there is none, or the size brings one.</summary>
    public static Plan? Disk(CatalogueHost host, Product product, Plan size, Need need) => size.DiskGiB is not null
        ? null
        : product.Disks.Select(host.Plan).FirstOrDefault(disk => disk.Per == PriceUnit.GiBMonth || disk.DiskGiB >= (need.DiskGiB ?? Need.LeastDiskGiB));

    /// <summary>What may be chosen, cheapest first.</summary>
    private static List<Plan> Candidates(CatalogueHost host, Product product, Need need)
    {
        var tariff = new Tariff(host, product);
        return
        [
            .. host.PlansOf(product)
                .Where(plan => plan.Price is not null && plan.NotFor.Length == 0 && (need.Arm || plan.Architecture != "arm64"))
                .OrderBy(plan => tariff.Month(plan).Amount)
                .ThenByDescending(plan => plan.Provenance.Confidence)
                .ThenByDescending(plan => plan.MemoryGiB)
                .ThenByDescending(plan => plan.Vcpus)
                .ThenBy(plan => plan.Id, StringComparer.Ordinal),
        ];
    }

    private static bool Fits(CatalogueHost host, Product product, Plan size, Need need) =>
        // Where no number of processors is stated, one is the most that can be counted on.
        (size.Vcpus ?? 1) >= need.Vcpus && size.MemoryGiB >= need.MemoryGiB && HasDisk(host, product, size, need) && HasInstances(product, size, need);

    private static bool HasDisk(CatalogueHost host, Product product, Plan size, Need need) =>
        product.Disks.IsEmpty ? need.DiskGiB is null || size.DiskGiB >= need.DiskGiB : size.DiskGiB >= need.DiskGiB || Disk(host, product, size, need) is not null;

    private static bool HasInstances(Product product, Plan size, Need need) =>
        need.Instances <= (size.MaxInstances ?? int.MaxValue) && need.Instances <= (product.Horizontal.Max ?? int.MaxValue);

    private static string Problem(CatalogueHost host, Product product, Need need, List<Plan> sizes)
    {
        var problem = $"{host.Name} has no {product.Name} with {need with { Database = "" }}";
        var nearest = sizes.OrderBy(size => Missing(product, size, need)).FirstOrDefault();
        return nearest is null
            ? $"{problem}."
            : string.Create(CultureInfo.InvariantCulture, $"{problem}; the nearest is {nearest.Id} ({Describe(product, nearest)}) for {new Tariff(host, product).Month(nearest)} a month.");
    }

    private static string Describe(Product product, Plan size) => (size.MaxInstances ?? product.Horizontal.Max) is { } most
        ? string.Create(CultureInfo.InvariantCulture, $"{SizeText.Of(size)}, up to {most} instance{(most == 1 ? "" : "s")}")
        : SizeText.Of(size);

    /// <summary>By how many times each thing falls short, together.</summary>
    private static decimal Missing(Product product, Plan size, Need need) =>
        Missing(size.Vcpus ?? 1, need.Vcpus)
        + Missing(size.MemoryGiB ?? 0, need.MemoryGiB)
        + Missing(size.DiskGiB ?? product.Disks.Length, need.DiskGiB ?? 0)
        + Missing(Math.Min(size.MaxInstances ?? int.MaxValue, product.Horizontal.Max ?? int.MaxValue), need.Instances);

    private static decimal Missing(decimal has, decimal needs) => has >= needs ? 0 : (needs - has) / Math.Max(has, 0.125m);
}
