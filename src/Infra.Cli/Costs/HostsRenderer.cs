using System.Globalization;
using Infra.Catalogue;
using Infra.Catalogue.Choosing;
using Infra.Cli.Display;

namespace Infra.Cli.Costs;

/// <summary>The comparison for people: a table of numbers, then each aspect host by host.</summary>
internal static class HostsRenderer
{
    public static IReadOnlyList<Line> Render(HostsComparison comparison, int width)
    {
        var fitting = comparison.Estimates.Where(estimate => estimate.Size is not null).ToList();
        return
        [
            Line.Of(Title(comparison), Ink.Bold),
            Line.Empty,
            .. fitting.Count == 0 ? [Line.Of("No host of the catalogue has a size for it.")] : HostsTable.Render(comparison, fitting, width),
            .. Columns.Render("Not large enough:", [.. comparison.Estimates.Where(estimate => estimate.Size is null).Select(estimate => (Label(estimate), estimate.Problem))], width),
            .. Columns.Render("What is paid, a month without tax:", [.. fitting.SelectMany(Paid)], width),
            .. Aspect("A larger machine:", comparison, product => $"{product.Vertical.How} (downtime: {product.Vertical.Downtime})", width),
            .. Aspect("More machines:", comparison, More, width),
            .. Aspect("Uptime that is promised:", comparison, Promise, width),
            .. Aspect("Tools:", comparison, product => product.Tools.Text, width),
            .. Columns.Render("Known limits:", [.. comparison.Hosts.SelectMany(Limits)], width),
            .. Columns.Render("Free, and until when:", [.. comparison.Hosts.SelectMany(Free)], width),
            .. Columns.Render("Regions:", [.. comparison.Hosts.Select(Regions)], width),
            Line.Empty,
            .. Foot(comparison),
        ];
    }

    private static string Title(HostsComparison comparison) => string.Create(
        CultureInfo.InvariantCulture,
        $"Hosts for {comparison.Need}, sending {comparison.Traffic.OutGiB:0.#} GiB a month{(comparison.Near is { } near ? $", near {near.Name}" : "")}:");

    private static IEnumerable<(string Name, string Text)> Paid(Estimate estimate) =>
        estimate.Quote!.Lines.Select((line, i) => (i == 0 ? Label(estimate) : "", $"{line.Monthly}: {line.Item}{(line.Note.Length == 0 ? "" : $" ({line.Note})")}"));

    private static IEnumerable<Line> Aspect(string heading, HostsComparison comparison, Func<Product, string> text, int width) =>
        Columns.Render(heading, [.. comparison.Hosts.SelectMany(host => host.Products.Select(product => (HostsComparison.Label(host, product), text(product))))], width);

    private static string More(Product product) =>
        $"{product.Horizontal.How}{(product.Horizontal.Autoscale ? "" : "; not by itself")}{(product.Horizontal.From.Length > 0 ? $"; from {product.Horizontal.From}" : "")}";

    private static string Promise(Product product) => (product.Uptime.Percent, product.Uptime.Note) switch
    {
        ({ } percent, "") => string.Create(CultureInfo.InvariantCulture, $"{percent:0.##} %"),
        ({ } percent, var note) => string.Create(CultureInfo.InvariantCulture, $"{percent:0.##} %: {note}"),
        (null, var note) => note,
    };

    private static IEnumerable<(string Name, string Text)> Limits(CatalogueHost host) => host.Limits.Select((limit, i) => (
        i == 0 ? host.ShortName : "",
        limit.Products.IsEmpty ? limit.Text : $"{string.Join(", ", limit.Products.Select(id => host.Product(id).Name))}: {limit.Text}"));

    private static IEnumerable<(string Name, string Text)> Free(CatalogueHost host) => host.FreeTiers.IsEmpty
        ? [(host.ShortName, "nothing")]
        : host.FreeTiers.Select((tier, i) => (i == 0 ? host.ShortName : "", FreeTierText.Of(host, tier)));

    private static (string Name, string Text) Regions(CatalogueHost host) =>
        (host.ShortName, string.Join(", ", host.Regions.Select(region => $"{region.Id} ({region.City})")) + (host.RegionsNote.Length > 0 ? $"; {host.RegionsNote}" : ""));

    private static IEnumerable<Line> Foot(HostsComparison comparison)
    {
        var dates = comparison.Hosts.Select(host => host.Compiled).Distinct().Order(StringComparer.Ordinal);
        yield return Line.Of($"The catalogue is of {string.Join(", ", dates)}; --json gives the source and the date of every figure.", Ink.Dim);
        var unsure = comparison.Estimates.Where(estimate => estimate.Quote?.Lines.Any(line => line.Provenance.Confidence <= Confidence.Low && line.Monthly.Amount > 0) == true).Select(Label).ToList();
        if (unsure.Count > 0)
        {
            yield return Line.Of($"Not confirmed, look before you rely on it: {string.Join(", ", unsure)}.", Ink.Yellow);
        }
    }

    private static string Label(Estimate estimate) => HostsComparison.Label(estimate.Host, estimate.Product);
}
