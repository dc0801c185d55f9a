using System.Collections.Immutable;

namespace Infra.Catalogue.Loading;

/// <summary>A file of the catalogue has mistakes; all of them are told.</summary>
public sealed class CatalogueException(ImmutableArray<CatalogueProblem> problems)
    : Exception($"{Code}: the hosting catalogue has mistakes:\n{string.Join('\n', problems)}")
{
    public const string Code = "INF6301";

    public ImmutableArray<CatalogueProblem> Problems { get; } = problems;
}
