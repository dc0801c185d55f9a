namespace Infra.Catalogue;

/// <summary>A larger machine.</summary>
public sealed record VerticalScaling(string How, string Downtime, Provenance Provenance);
