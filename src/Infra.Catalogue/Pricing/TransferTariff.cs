using System.Collections.Immutable;
using System.Globalization;

namespace Infra.Catalogue.Pricing;

/// <summary>Prices transfer: an allowance, and tiers above it.</summary>
public sealed class TransferTariff(CatalogueHost host, Product product)
{
    private readonly TransferRule _rule = product.Transfer;

    /// <param name="pooledGiB">The allowance.</param>
    /// <param name="traffic">Of the month.</param>
    /// <param name="region">Whose prices are meant; "": those that are not of a region.</param>
    /// <returns>A line for each tier that is reached; one of zero within the allowance; none where transfer is not metered.</returns>
    public ImmutableArray<QuoteLine> Quote(decimal pooledGiB, Traffic traffic, string region = "")
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pooledGiB);
        ArgumentOutOfRangeException.ThrowIfNegative(traffic.OutGiB, nameof(traffic));
        ArgumentOutOfRangeException.ThrowIfNegative(traffic.InGiB, nameof(traffic));
        if (!_rule.Metered)
        {
            return [];
        }

        // Only what goes out is charged, but what comes in may have used the allowance up before.
        var begin = _rule.InboundCounts ? Math.Max(pooledGiB, traffic.InGiB) : pooledGiB;
        var end = _rule.InboundCounts ? traffic.InGiB + traffic.OutGiB : traffic.OutGiB;
        var tiers = Tiers(region);
        var lines = tiers.Select((tier, i) => Line(tier, begin, end, isLast: i == tiers.Length - 1)).OfType<QuoteLine>().ToImmutableArray();
        return lines.IsEmpty ? [Within(pooledGiB, end)] : lines;
    }

    private ImmutableArray<Plan> Tiers(string region) => _rule.OverageIn.TryGetValue(region, out var own)
        ? [host.Plan(own)]
        : [.. _rule.Overage.Select(host.Plan).OrderBy(tier => tier.FromGiB ?? 0)];

    private static QuoteLine? Line(Plan tier, decimal begin, decimal end, bool isLast)
    {
        // Above the last tier whose price is known that price is the best guess.
        var top = isLast ? decimal.MaxValue : tier.ToGiB ?? decimal.MaxValue;
        var amount = Math.Min(end, top) - Math.Max(begin, tier.FromGiB ?? 0);
        if (amount <= 0 || tier.Price is not { Amount: > 0 } price)
        {
            return null;
        }

        var unknown = end > tier.ToGiB && isLast ? string.Create(CultureInfo.InvariantCulture, $"; the price above {tier.ToGiB:0} GiB is not known, this one is used") : "";
        return new($"Transfer {tier.Id}", price * amount, string.Create(CultureInfo.InvariantCulture, $"{amount:0.##} GiB{unknown}"), tier.Provenance);
    }

    private QuoteLine Within(decimal pooledGiB, decimal used) => new(
        "Transfer",
        Money.Zero(host.Currency),
        pooledGiB > 0 ? string.Create(CultureInfo.InvariantCulture, $"{used:0.##} of {pooledGiB:0.##} GiB") : string.Create(CultureInfo.InvariantCulture, $"{used:0.##} GiB, which are free"),
        _rule.Provenance);
}
