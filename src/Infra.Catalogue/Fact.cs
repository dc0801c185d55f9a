namespace Infra.Catalogue;

/// <summary>Something that is known of a host, in words.</summary>
public sealed record Fact(string Text, Provenance Provenance);
