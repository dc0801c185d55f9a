namespace Infra.Hosting;

/// <summary>One line of what an environment costs a month.</summary>
/// <param name="Item">What is paid for.</param>
/// <param name="MonthlyAmount">In the currency, without tax.</param>
/// <param name="Currency">ISO 4217; "" where the amount is zero.</param>
/// <param name="Note">What a reader must know to judge the amount.</param>
public sealed record CostLine(string Item, decimal MonthlyAmount, string Currency, string Note);
