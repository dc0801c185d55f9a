using System.Collections.Immutable;
using Infra.Catalogue;
using Infra.Catalogue.Choosing;
using Infra.Catalogue.Pricing;

namespace Infra.Cli.Costs;

/// <summary>What one need costs at several hosts, the cheapest first; those that have no size for it last.</summary>
internal sealed record HostsComparison(Need Need, Traffic Traffic, Place? Near, ImmutableArray<CatalogueHost> Hosts, ImmutableArray<Estimate> Estimates)
{
    public static HostsComparison Of(ImmutableArray<CatalogueHost> hosts, Need need, Traffic traffic, Place? near) => new(need, traffic, near, hosts,
    [
        .. hosts.SelectMany(host => host.Products.Select(product => Estimator.Of(host, product, need, traffic, near)))
            .OrderBy(estimate => estimate.Quote is null)
            .ThenBy(estimate => estimate.Quote?.Total.Currency, StringComparer.Ordinal)
            .ThenBy(estimate => estimate.Quote?.Total.Amount)
            .ThenBy(estimate => Label(estimate.Host, estimate.Product), StringComparer.Ordinal),
    ]);

    public static string Label(CatalogueHost host, Product product) => $"{host.ShortName} {product.Name}";

    /// <summary>Kilometres from the place to the region.</summary>
    public double? Distance(Estimate estimate) => Near is not null && estimate.Region is { } region ? Place.Of(region)?.DistanceKm(Near) : null;
}
