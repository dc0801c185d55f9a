using System.Globalization;
using Infra.Catalogue.Pricing;
using Infra.Catalogue.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace Infra.Catalogue.Tests;

/// <summary>The files that the product has.</summary>
public sealed class HostingCatalogueTests
{
    public static TheoryData<string> Ids => new(HostingCatalogue.Ids);

    [Fact]
    public void Ids_OfTheProduct_AreTheSixHosts() =>
        HostingCatalogue.Ids.ShouldBe(["aws", "azure", "digitalocean", "heroku", "own-server", "pythonanywhere"]);

    [Fact]
    public void Host_OfAnUnknownName_SaysWhichThereAre() =>
        Should.Throw<KeyNotFoundException>(() => HostingCatalogue.Host("gcp")).Message.ShouldContain("it has aws, azure");

    [Theory]
    [MemberData(nameof(Ids))]
    public void Host_OfEachFile_IsReadOnceAndHasWhatAComparisonNeeds(string id)
    {
        var host = HostingCatalogue.Host(id);

        host.Id.ShouldBe(id);
        HostingCatalogue.Host(id).ShouldBeSameAs(host);
        host.Products.ShouldNotBeEmpty();
        host.Products.ShouldAllBe(product => host.PlansOf(product).Any(plan => plan.NotFor.Length == 0));
        host.Limits.ShouldNotBeEmpty();
        host.Regions.ShouldNotBeEmpty();
    }

    [SkippableTheory]
    [MemberData(nameof(Ids))]
    public void Plans_OfEachFile_AreThoseOfTheFactsTheyWereMadeOf(string id)
    {
        Skip.If(Checkout.Facts is null, "the facts are not beside this checkout");
        var facts = new YamlStream();
        using var reader = new StreamReader(Checkout.Facts!);
        facts.Load(reader);
        var document = facts.Documents.Select(d => (YamlMappingNode)d.RootNode).Single(root => Text(root, "id") == id);
        var host = HostingCatalogue.Host(id);

        host.Compiled.ShouldBe(Text(document, "compiled"));
        Figures(document).ShouldBe(host.Plans.Select(plan => Figures(host, plan)));
        ((YamlSequenceNode)document["regions"]).Cast<YamlMappingNode>().Select(region => (Text(region, "id"), Text(region, "city"), Number(region, "lat"), Number(region, "lon")))
            .ShouldBe(host.Regions.Select(region => ((string?)region.Id, (string?)region.City, region.Latitude, region.Longitude)));
    }

    [SkippableTheory]
    [InlineData("digitalocean", "droplet", "hourly")]
    [InlineData("aws", "lightsail", "hourly")]
    [InlineData("azure", "vm", "monthly730")]
    [InlineData("aws", "ec2", "monthly730")]
    [InlineData("digitalocean", "app", "perSecond")]
    [InlineData("heroku", "dyno", "perSecond")]
    public void Tariff_OfEachSize_ComesToTheOtherFigureOfTheFacts(string id, string product, string key)
    {
        Skip.If(Checkout.Facts is null, "the facts are not beside this checkout");
        var facts = new YamlStream();
        using var reader = new StreamReader(Checkout.Facts!);
        facts.Load(reader);
        var document = facts.Documents.Select(d => (YamlMappingNode)d.RootNode).Single(root => Text(root, "id") == id);
        var host = HostingCatalogue.Host(id);
        var hours = host.Product(product).Billing.MonthHours;
        var plans = Rows(document).Where(plan => Number(plan, key) is not null).Select(plan => (Plan: host.Plan(Text(plan, "id")!), Figure: Number(plan, key)!.Value))
            .Where(row => host.Product(product).Families.Contains(row.Plan.Family)).ToList();

        plans.ShouldNotBeEmpty();
        foreach (var (plan, figure) in plans)
        {
            var month = new Tariff(host, host.Product(product)).Month(plan).Amount;
            var (expected, digits) = key switch
            {
                "monthly730" => (month, 2),
                "hourly" => (month / hours, 5),
                _ => (month / hours / 3600, 0),
            };
            if (digits > 0)
            {
                Math.Round(expected, digits, MidpointRounding.AwayFromZero).ShouldBe(figure, 0.00001m, plan.Id);
            }
            else
            {
                (figure / expected).ShouldBe(1m, 0.002m, plan.Id);
            }
        }
    }

    private static IEnumerable<YamlMappingNode> Rows(YamlMappingNode document) => ((YamlSequenceNode)document["plans"]).Cast<YamlMappingNode>();

    private static IEnumerable<string> Figures(YamlMappingNode document) => Rows(document).Select(plan =>
    {
        var price = (YamlMappingNode)plan["price"];
        return string.Join(' ', Text(plan, "id"), Text(plan, "family"), Show(Number(plan, "vcpus")), Show(Number(plan, "memoryGiB")), Show(Number(plan, "diskGiB")), Show(Number(plan, "transferGiB")),
            Show(Number(price, "amount")), Text(price, "currency"), Text(price, "per") == "percent-of-droplet" ? "percent" : Text(price, "per"), Text(plan, "asOf") ?? "undated", Text(plan, "confidence"));
    });

    private static string Figures(CatalogueHost host, Plan plan) => string.Join(' ', plan.Id, plan.Family, Show(plan.Vcpus), Show(plan.MemoryGiB), Show(plan.DiskGiB), Show(plan.TransferGiB),
        Show(plan.Price?.Amount), host.Currency, Unit(plan.Per), plan.Provenance.AsOf ?? "undated", plan.Provenance.Confidence.ToString().ToLowerInvariant());

    private static string Unit(PriceUnit unit) => unit switch
    {
        PriceUnit.GiBMonth => "GiB-month",
        PriceUnit.LcuHour => "LCU-hour",
        PriceUnit.KilowattHour => "kWh",
        PriceUnit.GiB => "GiB",
        _ => unit.ToString().ToLowerInvariant(),
    };

    private static string Show(decimal? number) => number is { } known ? known.ToString("0.############", CultureInfo.InvariantCulture) : "-";

    private static string? Text(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var value) && value is YamlScalarNode { Value: { Length: > 0 } text } && text != "null" ? text : null;

    private static decimal? Number(YamlMappingNode node, string key) =>
        Text(node, key) is { } text ? decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : null;
}
