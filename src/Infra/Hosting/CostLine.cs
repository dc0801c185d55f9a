namespace Infra.Hosting;

/// <summary>One line of what an environment costs a month.</summary>
/// <param name="Item">What is paid for.</param>
/// <param name="MonthlyAmount">In the currency, without tax.</param>
/// <param name="Currency">ISO 4217; "" where the amount is zero.</param>
/// <param name="Note">What a reader must know to judge the amount.</param>
/// <param name="Source">Where the price is from, with its date; "" where nothing is paid for.</param>
public sealed record CostLine(string Item, decimal MonthlyAmount, string Currency, string Note, string Source = "")
{
    /// <summary>As it travels in the environment's outputs.</summary>
    internal IDictionary<string, object?> ToOutput() => new Dictionary<string, object?>
    {
        ["item"] = Item,
        // The SDK has no decimal on the wire; a double holds cents exactly up to trillions.
        ["monthly"] = (double)MonthlyAmount,
        ["currency"] = Currency,
        ["note"] = Note,
        ["source"] = Source,
    };
}
