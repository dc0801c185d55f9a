using System.Globalization;
using Infra.Catalogue;

namespace Infra.Cli.Costs;

/// <summary>A free tier in words: what, how long, and what comes then.</summary>
internal static class FreeTierText
{
    public static string Of(CatalogueHost host, FreeTier tier)
    {
        var amount = tier.Amount is { } money ? $"{money}, " : "";
        var next = host.Plan(tier.Next) is { Price: { } price, Per: PriceUnit.Month } plan ? $"{plan.Id}, {price}" : tier.Next;
        return tier.Expires
            ? $"{tier.What} ({amount}for {Time(tier)}); then: {tier.AtExpiry} (next: {next})"
            : $"{tier.What}; does not expire (next: {next})";
    }

    private static string Time(FreeTier tier) => (tier.Days, tier.Months) switch
    {
        ({ } days, _) => Count(days, "day"),
        (_, { } months) => Count(months, "month"),
        _ => "",
    };

    private static string Count(int number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{number} {unit}{(number == 1 ? "" : "s")}");
}
