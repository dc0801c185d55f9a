using System.Collections.Immutable;

namespace Infra.Catalogue;

/// <summary>Something a host does not allow.</summary>
/// <param name="Text">A sentence without capital and full stop.</param>
/// <param name="Products">Of which; empty: of all.</param>
/// <param name="Provenance">Where this is from.</param>
public sealed record KnownLimit(string Text, ImmutableArray<string> Products, Provenance Provenance);
