namespace Infra.Catalogue.Pricing;

/// <summary>Transfer of a month.</summary>
public readonly record struct Traffic(decimal OutGiB, decimal InGiB = 0);
