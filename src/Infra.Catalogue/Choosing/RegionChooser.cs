using System.Collections.Immutable;

namespace Infra.Catalogue.Choosing;

/// <summary>A host's region, by its name or by where it is.</summary>
public static class RegionChooser
{
    public static Lookup<Region> Named(CatalogueHost host, Product product, string id)
    {
        var regions = host.Regions.Where(region => region.Offers(product)).ToImmutableArray();
        return regions.FirstOrDefault(region => string.Equals(region.Id, id, StringComparison.OrdinalIgnoreCase)) is { } found
            ? new(found, "", [])
            : new(null, $"{host.Name} has no region '{id}' for {product.Name}; it has {string.Join(", ", regions.Select(region => region.Id))}.", [.. regions.Select(region => region.Id)]);
    }

    /// <summary>Of two that are as near the one that the host lists first; the first of all where no place is known.</summary>
    public static Lookup<Region> Nearest(CatalogueHost host, Product product, Place place)
    {
        var nearest = host.Regions.Where(region => region.Offers(product))
            .OrderBy(region => Place.Of(region)?.DistanceKm(place) ?? double.MaxValue)
            .FirstOrDefault();
        return nearest is not null ? new(nearest, "", []) : new(null, $"{host.Name} has no region for {product.Name}.", []);
    }
}
