using System.Collections.Immutable;

namespace Infra.Catalogue;

/// <summary>Where a host has machines.</summary>
public sealed record Region
{
    /// <summary>As the host's API names it.</summary>
    public required string Id { get; init; }

    public required string City { get; init; }

    /// <summary>ISO 3166, two letters; "" where it depends on the user.</summary>
    public string Country { get; init; } = "";

    /// <summary>Degrees north and east, of the city; null where it depends on the user.</summary>
    public decimal? Latitude { get; init; }

    public decimal? Longitude { get; init; }

    /// <summary>What the host's platform for apps calls it; "": the same.</summary>
    public string App { get; init; } = "";

    /// <summary>Products there; empty: all.</summary>
    public ImmutableArray<string> Products { get; init; } = [];

    public bool Offers(Product product) => Products.IsEmpty || Products.Contains(product.Id);
}
