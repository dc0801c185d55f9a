using System.Globalization;
using Infra.Catalogue.Pricing;

namespace Infra.Catalogue.Tests.Pricing;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("0.005", "0.01")]
    [InlineData("0.0049", "0.00")]
    [InlineData("15.184", "15.18")]
    [InlineData("2.675", "2.68")]
    public void Rounded_OfAnAmount_IsToCentsHalfUp(string amount, string expected) =>
        new Money(decimal.Parse(amount, CultureInfo.InvariantCulture), "USD").Rounded().ToString().ShouldBe($"{expected} USD");

    [Fact]
    public void Plus_OfTwoCurrencies_IsRefused() =>
        Should.Throw<InvalidOperationException>(() => new Money(1, "USD") + new Money(1, "EUR")).Message.ShouldContain("USD and EUR");
}
