using System.Collections.Immutable;

namespace Infra.Catalogue;

/// <summary>Where a fact is from.</summary>
/// <param name="Sources">Addresses and names of documents, at least one.</param>
/// <param name="AsOf">A year, month or day in ISO 8601; null where the source has no date.</param>
/// <param name="Confidence">How far to rely on it.</param>
public sealed record Provenance(ImmutableArray<string> Sources, string? AsOf, Confidence Confidence)
{
    public override string ToString() => $"{string.Join("; ", Sources)}, {(AsOf is null ? "undated" : "as of " + AsOf)}";
}
