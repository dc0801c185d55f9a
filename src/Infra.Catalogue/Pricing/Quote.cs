using System.Collections.Immutable;

namespace Infra.Catalogue.Pricing;

/// <summary>What something costs a month, without tax.</summary>
public sealed record Quote(ImmutableArray<QuoteLine> Lines, string Currency)
{
    /// <summary>The sum of the rounded lines.</summary>
    public Money Total => Lines.Aggregate(Money.Zero(Currency), (sum, line) => sum + line.Monthly);
}
