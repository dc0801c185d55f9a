using Infra.Text;

namespace Infra.Tests.Text;

public sealed class NamesTests
{
    [Theory]
    [InlineData("shop.test", true)]
    [InlineData("Shop.Example.org", true)]
    [InlineData("xn--bcher-kva.example", true)]
    [InlineData("a-b.co", true)]
    [InlineData("shop", false)]
    [InlineData("shop_x.test", false)]
    [InlineData("-shop.test", false)]
    [InlineData("shop-.test", false)]
    [InlineData("shop..test", false)]
    [InlineData("shop.test.", false)]
    [InlineData("https://shop.test", false)]
    [InlineData("shop.test/path", false)]
    [InlineData("shop.test:443", false)]
    [InlineData("192.0.2.7", false)]
    [InlineData("bücher.example", false)]
    [InlineData("shop.test\n", false)]
    [InlineData("shop.test; return 200", false)]
    public void IsDomain_OfAText_TellsWhetherItIsOne(string text, bool expected) => Names.IsDomain(text).ShouldBe(expected);

    [Theory]
    [InlineData("ops@example.org", true)]
    [InlineData("first.last+tag@mail.example.co", true)]
    [InlineData("ops", false)]
    [InlineData("ops@localhost", false)]
    [InlineData("Ops <ops@example.org>", false)]
    [InlineData("a@example.org,b@example.org", false)]
    [InlineData("ops@example.org\n", false)]
    public void IsEmail_OfAText_TellsWhetherItIsOne(string text, bool expected) => Names.IsEmail(text).ShouldBe(expected);

    [Fact]
    public void IsDomain_OfTooLongNames_IsFalse()
    {
        Names.IsDomain(new string('a', 64) + ".test").ShouldBeFalse();
        Names.IsDomain(string.Join('.', Enumerable.Repeat("abcdefghi", 26)) + ".test").ShouldBeFalse();
    }

    [Theory]
    [InlineData("shop", true)]
    [InlineData("shop-2", true)]
    [InlineData("s", false)]
    [InlineData("2shop", false)]
    [InlineData("shop-", false)]
    [InlineData("Shop", false)]
    [InlineData("shop shop", false)]
    [InlineData("abcdefghijklmnopqrstuvwxyz", false)]
    public void IsUser_OfAText_TellsWhetherItIsOne(string text, bool expected) => Names.IsUser(text).ShouldBe(expected);

    [Theory]
    [InlineData("shop.settings", true)]
    [InlineData("settings", true)]
    [InlineData("shop.", false)]
    [InlineData("shop-settings", false)]
    [InlineData("shop.settings:app --x", false)]
    public void IsPythonModule_OfAText_TellsWhetherItIsOne(string text, bool expected) => Names.IsPythonModule(text).ShouldBe(expected);

    [Theory]
    [InlineData("/", true)]
    [InlineData("/healthz", true)]
    [InlineData("/api/up/", true)]
    [InlineData("healthz", false)]
    [InlineData("/a b", false)]
    [InlineData("/a?b=1", false)]
    [InlineData("//", false)]
    public void IsUrlPath_OfAText_TellsWhetherItIsOne(string text, bool expected) => Names.IsUrlPath(text).ShouldBe(expected);
}
