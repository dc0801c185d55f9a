using Infra.Catalogue.Pricing;

namespace Infra.Catalogue;

/// <summary>What costs nothing, and for how long.</summary>
public sealed record FreeTier
{
    public required string What { get; init; }

    /// <summary>Of a credit; null: it is none.</summary>
    public Money? Amount { get; init; }

    public int? Days { get; init; }

    public int? Months { get; init; }

    public bool Expires => Days is not null || Months is not null;

    public string AtExpiry { get; init; } = "";

    /// <summary>The plan that is paid then.</summary>
    public required string Next { get; init; }

    public required Provenance Provenance { get; init; }
}
