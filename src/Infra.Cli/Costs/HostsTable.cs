using System.Globalization;
using Infra.Catalogue;
using Infra.Catalogue.Choosing;
using Infra.Catalogue.Pricing;
using Infra.Cli.Display;

namespace Infra.Cli.Costs;

/// <summary>The numbers of a comparison, a row a host's product; on a narrow terminal without the columns that matter least.</summary>
internal static class HostsTable
{
    /// <summary>The first to go first.</summary>
    private static readonly string[] _optional = ["INSTANCES", "DISK", "PROCESSORS", "MEMORY", "UPTIME"];

    public static IReadOnlyList<Line> Render(HostsComparison comparison, IReadOnlyList<Estimate> fitting, int width)
    {
        string[] heads = ["HOST", "SIZE", "PROCESSORS", "MEMORY", "DISK", "A MONTH", "UPTIME", "INSTANCES", comparison.Near is null ? "REGIONS" : "REGION"];
        var rows = fitting.Select(estimate => Row(comparison, estimate)).ToList();
        var left = new Queue<string>(_optional);
        var lines = Table.Render(heads, rows);
        while (lines.Max(line => line.Width) > width && left.TryDequeue(out var head))
        {
            var column = Array.IndexOf(heads, head);
            (heads, rows) = (Without(heads, column), [.. rows.Select(row => Without(row, column))]);
            lines = Table.Render(heads, rows);
        }

        return [.. lines.Select(line => line.Clip(width))];
    }

    private static string[] Row(HostsComparison comparison, Estimate estimate)
    {
        var (size, total) = (estimate.Size!, estimate.Quote!.Total.ToString());
        return
        [
            HostsComparison.Label(estimate.Host, estimate.Product),
            size.Id,
            size.Vcpus is { } count ? string.Create(CultureInfo.InvariantCulture, $"{count:0.##} {size.Cpu}").TrimEnd() : size.Cpu.Length > 0 ? size.Cpu : "not stated",
            GiB(size.MemoryGiB),
            Disk(comparison, estimate, size),
            total.PadLeft(comparison.Estimates.Max(other => other.Quote?.Total.ToString().Length ?? 0)),
            estimate.Product.Uptime.Percent is { } percent ? string.Create(CultureInfo.InvariantCulture, $"{percent:0.##} %") : "none",
            Math.Min(size.MaxInstances ?? int.MaxValue, estimate.Product.Horizontal.Max ?? int.MaxValue) is < int.MaxValue and var most ? string.Create(CultureInfo.InvariantCulture, $"up to {most}") : "",
            Region(comparison, estimate),
        ];
    }

    private static string Disk(HostsComparison comparison, Estimate estimate, Plan size) =>
        size.DiskGiB is not null ? GiB(size.DiskGiB)
        : SizeChooser.Disk(estimate.Host, estimate.Product, size, comparison.Need) is not { } disk ? "not kept"
        : GiB(disk.Per == PriceUnit.GiBMonth ? comparison.Need.DiskGiB ?? Need.LeastDiskGiB : disk.DiskGiB);

    private static string Region(HostsComparison comparison, Estimate estimate) => (estimate.Region, comparison.Distance(estimate)) switch
    {
        ({ } region, { } km) => string.Create(CultureInfo.InvariantCulture, $"{region.Id}, {km:0} km"),
        ({ } region, _) => region.Id,
        _ => estimate.Host.Regions.Count(known => known.Offers(estimate.Product)).ToString(CultureInfo.InvariantCulture),
    };

    private static string[] Without(string[] cells, int column) => [.. cells[..column], .. cells[(column + 1)..]];

    private static string GiB(decimal? amount) => SizeText.Of(amount, "").Replace(" of ", "", StringComparison.Ordinal);
}
