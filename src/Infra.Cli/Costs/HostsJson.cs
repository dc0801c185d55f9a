using System.Text.Json.Nodes;
using Infra.Catalogue;
using Infra.Catalogue.Choosing;
using Infra.Catalogue.Pricing;
using Infra.Cli.Json;

namespace Infra.Cli.Costs;

/// <summary>The comparison for scripts; every group of facts has its sources, its date and how far to rely on it.</summary>
internal static class HostsJson
{
    public static string Render(HostsComparison comparison) => JsonText.Document(new JsonObject
    {
        ["need"] = new JsonObject
        {
            ["vcpus"] = comparison.Need.Vcpus,
            ["memoryGiB"] = comparison.Need.MemoryGiB,
            ["diskGiB"] = comparison.Need.DiskGiB,
            ["instances"] = comparison.Need.Instances,
            ["database"] = comparison.Need.Database.Length > 0 ? comparison.Need.Database : null,
            ["outGiB"] = comparison.Traffic.OutGiB,
            ["inGiB"] = comparison.Traffic.InGiB,
            ["near"] = comparison.Near is { } near ? new JsonObject { ["name"] = near.Name, ["latitude"] = near.Latitude, ["longitude"] = near.Longitude } : null,
        },
        ["estimates"] = List(comparison.Estimates, estimate => Of(comparison, estimate)),
        ["hosts"] = List(comparison.Hosts, Of),
    });

    private static JsonObject Of(HostsComparison comparison, Estimate estimate) => new()
    {
        ["host"] = estimate.Host.Id,
        ["product"] = estimate.Product.Id,
        ["size"] = estimate.Size is { } size ? Of(size) : null,
        ["region"] = estimate.Region?.Id,
        ["distanceKm"] = comparison.Distance(estimate) is { } km ? Math.Round(km) : null,
        ["monthly"] = estimate.Quote?.Total.Amount,
        ["currency"] = estimate.Quote?.Currency,
        ["lines"] = estimate.Quote is { } quote ? List(quote.Lines, Of) : null,
        ["problem"] = estimate.Problem.Length > 0 ? estimate.Problem : null,
    };

    private static JsonObject Of(Plan size) => With(size.Provenance, new JsonObject
    {
        ["id"] = size.Id,
        ["vcpus"] = size.Vcpus,
        ["cpu"] = size.Cpu,
        ["memoryGiB"] = size.MemoryGiB,
        ["diskGiB"] = size.DiskGiB,
        ["transferGiB"] = size.TransferGiB,
        ["maxInstances"] = size.MaxInstances,
    });

    private static JsonObject Of(QuoteLine line) => With(line.Provenance, new JsonObject
    {
        ["item"] = line.Item,
        ["monthly"] = line.Monthly.Amount,
        ["note"] = line.Note,
    });

    private static JsonObject Of(CatalogueHost host) => new()
    {
        ["id"] = host.Id,
        ["name"] = host.Name,
        ["compiled"] = host.Compiled,
        ["products"] = List(host.Products, product => Of(host, product)),
        ["limits"] = List(host.Limits, limit => With(limit.Provenance, new JsonObject { ["text"] = limit.Text, ["products"] = JsonText.Array(limit.Products) })),
        ["freeTiers"] = List(host.FreeTiers, tier => With(tier.Provenance, new JsonObject
        {
            ["what"] = tier.What,
            ["amount"] = tier.Amount?.Amount,
            ["days"] = tier.Days,
            ["months"] = tier.Months,
            ["atExpiry"] = tier.AtExpiry,
            ["next"] = tier.Next,
        })),
        ["regions"] = With(host.RegionsProvenance, new JsonObject { ["note"] = host.RegionsNote, ["items"] = List(host.Regions, Of) }),
    };

    private static JsonObject Of(CatalogueHost host, Product product) => new()
    {
        ["id"] = product.Id,
        ["name"] = product.Name,
        ["billing"] = With(product.Billing.Provenance, new JsonObject { ["monthHours"] = product.Billing.MonthHours, ["capped"] = product.Billing.Capped, ["stopped"] = product.Billing.Stopped }),
        ["uptime"] = With(product.Uptime.Provenance, new JsonObject { ["percent"] = product.Uptime.Percent, ["note"] = product.Uptime.Note }),
        ["vertical"] = With(product.Vertical.Provenance, new JsonObject { ["how"] = product.Vertical.How, ["downtime"] = product.Vertical.Downtime }),
        ["horizontal"] = With(product.Horizontal.Provenance, new JsonObject
        {
            ["how"] = product.Horizontal.How,
            ["autoscale"] = product.Horizontal.Autoscale,
            ["max"] = product.Horizontal.Max,
            ["from"] = product.Horizontal.From,
        }),
        ["tools"] = With(product.Tools.Provenance, new JsonObject { ["text"] = product.Tools.Text }),
        ["regions"] = JsonText.Array(host.Regions.Where(region => region.Offers(product)).Select(region => region.Id)),
    };

    private static JsonObject Of(Region region) => new()
    {
        ["id"] = region.Id,
        ["city"] = region.City,
        ["country"] = region.Country,
        ["latitude"] = region.Latitude,
        ["longitude"] = region.Longitude,
    };

    private static JsonObject With(Provenance provenance, JsonObject node)
    {
        node["source"] = JsonText.Array(provenance.Sources);
        node["asOf"] = provenance.AsOf;
        node["confidence"] = provenance.Confidence.ToString().ToLowerInvariant();
        return node;
    }

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode> node) => new([.. items.Select(node)]);
}
