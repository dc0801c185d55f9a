using System.Globalization;

namespace Infra.Catalogue.Pricing;

/// <summary>Prices a product by its host's rules. Pure; amounts are exact until a line is made of them.</summary>
public sealed class Tariff(CatalogueHost host, Product product)
{
    private const decimal SecondsAnHour = 3600;

    /// <summary>A whole month of one.</summary>
    /// <exception cref="ArgumentException">The plan has no fixed price, or one that is not for time.</exception>
    public Money Month(Plan plan) => Rate(plan) * (plan.Per == PriceUnit.Hour ? product.Billing.MonthHours : 1);

    /// <summary>Servers, instances, nodes.</summary>
    /// <param name="plan">With a price for time.</param>
    /// <param name="count">How many of it.</param>
    /// <param name="hours">That each of them runs; null: the whole month.</param>
    /// <param name="name">As the line calls it, before the plan; null: the product; "": by the plan alone.</param>
    /// <exception cref="ArgumentException">The plan has no price for time, or there cannot be as many.</exception>
    public QuoteLine Run(Plan plan, int count = 1, decimal? hours = null, string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegative(hours ?? 0, nameof(hours));
        if (count > plan.MaxInstances)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"{plan.Id} may have {plan.MaxInstances} instances at most.");
        }

        var one = hours is { } part ? Part(plan, part) : Month(plan);
        return new(
            $"{name ?? product.Name} {plan.Id}{(count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" × {count}"))}".TrimStart(),
            one * (plan.Flat ? Math.Min(1, count) : count),
            Notes(SizeText.Of(plan), hours is { } h ? string.Create(CultureInfo.InvariantCulture, $"{h} of {product.Billing.MonthHours} h") : "", plan.Note),
            plan.Provenance);
    }

    /// <summary>Storage, transfer, capacity, power: a price for each unit.</summary>
    /// <exception cref="ArgumentException">The plan has no such price.</exception>
    public QuoteLine Units(Plan plan, decimal units, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(units);
        var billed = units == 0 ? 0 : Math.Max(units, plan.MinGiB ?? 0);
        return new($"{name} {plan.Id}", Rate(plan, PriceUnit.GiB, PriceUnit.GiBMonth, PriceUnit.LcuHour, PriceUnit.KilowattHour) * billed, Notes(Quantity(billed, plan.Per), plan.Note), plan.Provenance);
    }

    /// <summary>What is priced as a part of another line, such as backups.</summary>
    /// <exception cref="ArgumentException">The plan's price is no percentage.</exception>
    public QuoteLine Percent(Plan plan, QuoteLine of, string name)
    {
        var percent = Rate(plan, PriceUnit.Percent).Amount;
        return new($"{name} {plan.Id}", of.Monthly * (percent / 100), string.Create(CultureInfo.InvariantCulture, $"{percent} % of {of.Item}"), plan.Provenance);
    }

    /// <summary>A server's power.</summary>
    public QuoteLine Power(Plan power, Plan server) => Units(power, (server.Watts ?? 0) * product.Billing.MonthHours / 1000, "Power");

    private Money Part(Plan plan, decimal hours)
    {
        var billed = hours == 0 ? 0 : Math.Max(hours, product.Billing.MinimumSeconds / SecondsAnHour);
        var month = Month(plan);
        var part = new Money(month.Amount * billed / product.Billing.MonthHours, month.Currency);
        return product.Billing.Capped ? Money.Min(part, month) : part;
    }

    private Money Rate(Plan plan) => Rate(plan, PriceUnit.Month, PriceUnit.Hour);

    private Money Rate(Plan plan, params ReadOnlySpan<PriceUnit> units) => plan.Price is { } price && units.Contains(plan.Per)
        ? price
        : throw new ArgumentException(plan.Price is null ? $"{host.Id} has no fixed price for '{plan.Id}'." : $"The price of '{plan.Id}' at {host.Id} is for another unit: {plan.Per}.", nameof(plan));

    private static string Quantity(decimal units, PriceUnit unit) => string.Create(CultureInfo.InvariantCulture, $"{units:0.##} {unit switch
    {
        PriceUnit.LcuHour => "LCU-hours",
        PriceUnit.KilowattHour => "kWh",
        _ => "GiB",
    }}");

    private static string Notes(params ReadOnlySpan<string> notes)
    {
        var text = "";
        foreach (var note in notes)
        {
            text += note.Length == 0 ? "" : text.Length == 0 ? note : "; " + note;
        }

        return text;
    }
}
