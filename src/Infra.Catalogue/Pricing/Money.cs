using System.Globalization;

namespace Infra.Catalogue.Pricing;

/// <summary>An amount in a currency (ISO 4217), exact until it is rounded.</summary>
public readonly record struct Money(decimal Amount, string Currency)
{
    private const int Cents = 2;

    public static Money operator +(Money left, Money right) => left with { Amount = left.Amount + Same(left, right).Amount };

    public static Money operator -(Money left, Money right) => left with { Amount = left.Amount - Same(left, right).Amount };

    public static Money operator *(Money money, decimal factor) => money with { Amount = money.Amount * factor };

    public static Money Zero(string currency) => new(0, currency);

    public static Money Min(Money left, Money right) => left.Amount <= Same(left, right).Amount ? left : right;

    /// <summary>To cents, half up.</summary>
    public Money Rounded() => this with { Amount = Math.Round(Amount, Cents, MidpointRounding.AwayFromZero) };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount:0.00} {Currency}");

    private static Money Same(Money left, Money right) => left.Currency == right.Currency
        ? right
        : throw new InvalidOperationException($"{left.Currency} and {right.Currency} cannot be added or compared.");
}
