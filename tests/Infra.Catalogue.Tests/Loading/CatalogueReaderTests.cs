using Infra.Catalogue.Loading;
using Infra.Catalogue.Pricing;
using Infra.Catalogue.Tests.Support;

namespace Infra.Catalogue.Tests.Loading;

public sealed class CatalogueReaderTests
{
    [Fact]
    public void Read_OfAGoodFile_HasAllOfIt()
    {
        var host = SmallHost.Read();

        host.Plans.Length.ShouldBe(8);
        host.Plan("box-2").Price.ShouldBe(new Money(0.03m, "USD"));
        host.Plan("disk").Provenance.ShouldBe(new Provenance(host.Plan("disk").Provenance.Sources, null, Confidence.Medium));
        host.Plan("disk").Provenance.ToString().ShouldBe("small.example/pricing, undated");
        host.PlansOf(host.Product("box")).Select(plan => plan.Id).ShouldBe(["box-1", "box-2", "box-arm"]);
        host.FreeTiers.ShouldHaveSingleItem().Expires.ShouldBeTrue();
        host.Regions.Where(region => region.Latitude < 50).ShouldHaveSingleItem().City.ShouldBe("Lisbon");
    }

    [Theory]
    [InlineData("""{"id": "box-1", "kind": "vm",""", """{"id": "box-1", "kind": "vm", "colour": "red",""", "plan box-1: there is no key 'colour'; known are ")]
    [InlineData("\"name\": \"Small Host\",", "\"name\": \"Small Host\", \"nmae\": \"x\",", "the file: there is no key 'nmae'")]
    [InlineData(""", "per": "month", "arch": "arm64", "source": ["list"]""", """, "per": "month", "arch": "arm64" """, "plan box-arm: 'source' is missing.")]
    [InlineData("""
        "per": "month", "arch": "arm64", "source": ["list"]
        """, """
        "per": "month", "arch": "arm64", "source": []
        """, "plan box-arm: 'source' is empty.")]
    [InlineData("""
        "arch": "arm64", "source": ["list"]
        """, """
        "arch": "arm64", "source": ["lost"]
        """, "plan box-arm: 'source' names 'lost', which is not among the file's sources.")]
    [InlineData("""
        "price": 7, "per": "month", "source": ["list"], "asOf": "2026-01-02",
        """, """
        "price": 7, "per": "month", "source": ["list"],
        """, "plan box-1: 'asOf' is missing.")]
    [InlineData("""
        "price": 7, "per": "month", "source": ["list"], "asOf": "2026-01-02"
        """, """
        "price": 7, "per": "month", "source": ["list"], "asOf": "2026-02-30"
        """, "plan box-1: 'asOf' is '2026-02-30', which is no year, month or day such as 2026-11-22.")]
    [InlineData("""
        "price": 7, "per": "month", "source": ["list"], "asOf": "2026-01-02"
        """, """
        "price": 7, "per": "month", "source": ["list"], "asOf": null
        """, "plan box-1: 'confidence' cannot be high without a date.")]
    [InlineData("\"price\": 7,", "\"price\": -7,", "plan box-1: 'price' is -7; it cannot be negative.")]
    [InlineData("\"price\": 7,", "\"price\": \"7\",", "plan box-1: 'price' must be a number.")]
    [InlineData("\"price\": 7, ", "", "plan box-1: 'price' is missing, and 'notFor' does not say why.")]
    [InlineData("\"price\": 7, \"per\": \"month\"", "\"price\": 7, \"per\": \"week\"", "plan box-1: 'per' is 'week'; it must be one of month, hour, GiB, GiB-month, LCU-hour, percent, kWh.")]
    [InlineData("\"price\": 7, \"per\": \"month\"", "\"price\": 7, \"per\": \"kWh\"", "plan box-1: a price of this kind is not per kWh.")]
    [InlineData("\"price\": 20, \"per\": \"percent\"", "\"price\": 120, \"per\": \"percent\"", "plan backup: 'price' is 120 percent, more than the whole.")]
    [InlineData("{\"id\": \"box-2\"", "{\"id\": \"box-1\"", "There is a plan 'box-1' already.")]
    [InlineData("{\"id\": \"east\"", "{\"id\": \"west\"", "There is a region 'west' already.")]
    [InlineData("\"shortName\": \"Small\",", "\"name\": \"Small\",", "'name' stands here a second time.")]
    [InlineData("\"lat\": 38.7", "\"lat\": 98.7", "region west: 'lat' is 98.7; it must be from -90 to 90.")]
    [InlineData("\"lat\": 38.7, ", "", "region west: 'lat' and 'lon' come together.")]
    [InlineData("\"percent\": 99.9", "\"percent\": 999", "product box: uptime: 'percent' is 999; it must be from 0 to 100.")]
    [InlineData("\"monthHours\": 700", "\"monthHours\": 0", "product box: billing: 'monthHours' is 0; it must be from 1 to 2147483647.")]
    [InlineData("\"minimumSeconds\": 60", "\"minimumSeconds\": 0.5", "product box: billing: 'minimumSeconds' is 0.5; it must be a whole number.")]
    [InlineData("\"overage\": [\"sent\"]", "\"overage\": [\"gone\"]", "product box: 'overage' names 'gone', and there is no such plan.")]
    [InlineData("\"overage\": [\"sent\"]", "\"overage\": [\"disk\"]", "product box: 'overage' names the plan 'disk', whose price has another unit.")]
    [InlineData("\"families\": [\"box\"]", "\"families\": [\"crate\"]", "product box: 'families' names 'crate', and there is no such family of that kind.")]
    [InlineData("{\"text\": \"no mail\", \"products\": [\"box\"]", "{\"text\": \"no mail\", \"products\": [\"bag\"]", "a limit: 'products' names 'bag', and there is no such product.")]
    [InlineData(""", "atExpiry": "list price" """, "", "a free tier: it expires, and 'atExpiry' does not say what happens then.")]
    [InlineData("\"currency\": \"USD\"", "\"currency\": \"dollars\"", "'currency' is 'dollars', which is no code of ISO 4217 such as USD.")]
    [InlineData("\"autoscale\": false", "\"autoscale\": 1", "product box: horizontal: 'autoscale' must be true or false.")]
    public void Read_OfAFileWithAMistake_SaysWhereAndWhat(string from, string to, string message)
    {
        from = from.Trim();
        SmallHost.Text.ShouldContain(from);
        var text = SmallHost.Text.Replace(from, to.Trim(), StringComparison.Ordinal);

        var error = Should.Throw<CatalogueException>(() => SmallHost.Read(text));

        var problem = error.Problems.FirstOrDefault(found => found.Message.StartsWith(message, StringComparison.Ordinal));
        problem.ShouldNotBeNull(error.Message);
        problem.File.ShouldBe(SmallHost.File);
        Math.Abs(problem.Line - SmallHost.LineOf(SmallHost.Text, from)).ShouldBeLessThanOrEqualTo(message.StartsWith("product box: '", StringComparison.Ordinal) ? 12 : 0, error.Message);
        error.Message.ShouldContain($"{SmallHost.File}:{problem.Line}: {message}");
    }

    [Fact]
    public void Read_OfSeveralMistakes_TellsAllInTheOrderOfTheFile()
    {
        var text = SmallHost.Text.Replace("\"price\": 7,", "\"price\": -7,", StringComparison.Ordinal).Replace("\"lon\": -9.1", "\"lon\": 999", StringComparison.Ordinal);

        var problems = Should.Throw<CatalogueException>(() => SmallHost.Read(text)).Problems;

        problems.Select(problem => problem.Message).ShouldContain("plan box-1: 'price' is -7; it cannot be negative.");
        problems[0].Message.ShouldBe("region west: 'lon' is 999; it must be from -180 to 180.");
        problems.Select(problem => problem.Line).ShouldBeInOrder();
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("{\n\"id\": \"x\",\n", 3)]
    [InlineData("{\n  \"id\": nothing\n}", 2)]
    [InlineData("{} {}", 1)]
    public void Read_OfSomethingElse_SaysThatItIsNoJson(string text, int line)
    {
        var problem = Should.Throw<CatalogueException>(() => SmallHost.Read(text)).Problems.ShouldHaveSingleItem();

        problem.Message.ShouldStartWith("This is no JSON: ");
        problem.Line.ShouldBe(line);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("{\"plans\": [7], \"regions\": {\"items\": {}}, \"products\": [[]]}")]
    public void Read_OfAnotherShape_IsRefusedInWords(string text) =>
        Should.Throw<CatalogueException>(() => SmallHost.Read(text)).Problems.ShouldNotBeEmpty();
}
