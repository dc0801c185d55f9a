using Infra.Catalogue.Pricing;

namespace Infra.Catalogue.Choosing;

/// <summary>A product of a host in the size that is needed, and its price.</summary>
/// <param name="Host">The host.</param>
/// <param name="Product">One of its products.</param>
/// <param name="Region">Null: no place was asked for.</param>
/// <param name="Size">Null: none is large enough.</param>
/// <param name="Quote">Null where there is no size.</param>
/// <param name="Problem">Why there is no size, and what is nearest.</param>
public sealed record Estimate(CatalogueHost Host, Product Product, Region? Region, Plan? Size, Quote? Quote, string Problem);
