namespace Infra.Catalogue;

/// <summary>What a host promises.</summary>
/// <param name="Percent">Of a month; null: nothing.</param>
/// <param name="Note">Of what, or why not.</param>
/// <param name="Provenance">Where this is from.</param>
public sealed record Uptime(decimal? Percent, string Note, Provenance Provenance);
