using System.Collections.Immutable;

namespace Infra.Catalogue;

/// <summary>A host's prices and limits on a date.</summary>
public sealed record CatalogueHost
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>For tables.</summary>
    public required string ShortName { get; init; }

    /// <summary>When the facts were gathered; a day in ISO 8601.</summary>
    public required string Compiled { get; init; }

    /// <summary>ISO 4217, of all its prices.</summary>
    public required string Currency { get; init; }

    public required ImmutableArray<Region> Regions { get; init; }

    public string RegionsNote { get; init; } = "";

    public required Provenance RegionsProvenance { get; init; }

    public required ImmutableArray<Product> Products { get; init; }

    public required ImmutableArray<KnownLimit> Limits { get; init; }

    public required ImmutableArray<FreeTier> FreeTiers { get; init; }

    public required ImmutableArray<Plan> Plans { get; init; }

    /// <exception cref="KeyNotFoundException">There is no such plan.</exception>
    public Plan Plan(string id) => Plans.FirstOrDefault(plan => plan.Id == id)
        ?? throw new KeyNotFoundException($"{Id} has no plan '{id}' in the hosting catalogue.");

    /// <exception cref="KeyNotFoundException">There is no such product.</exception>
    public Product Product(string id) => Products.FirstOrDefault(product => product.Id == id)
        ?? throw new KeyNotFoundException($"{Id} has no product '{id}' in the hosting catalogue.");

    /// <summary>Sizes of a product.</summary>
    public IEnumerable<Plan> PlansOf(Product product) =>
        Plans.Where(plan => plan.Kind == product.Kind && product.Families.Contains(plan.Family));

    public IEnumerable<KnownLimit> LimitsOf(Product product) =>
        Limits.Where(limit => limit.Products.IsEmpty || limit.Products.Contains(product.Id));
}
