using Infra.Catalogue.Choosing;

namespace Infra.Catalogue.Tests.Choosing;

public sealed class RegionChooserTests
{
    [Theory]
    [InlineData("digitalocean", "droplet", "48.2,16.4", "fra1")]
    [InlineData("digitalocean", "droplet", "New York", "nyc1")]
    [InlineData("azure", "vm", "48.2, 16.4", "germanywestcentral")]
    [InlineData("aws", "lightsail", "-23.5,-46.6", "us-east-1")]
    [InlineData("aws", "ec2", "sao paulo", "sa-east-1")]
    [InlineData("heroku", "dyno", "Tokyo", "eu")]
    [InlineData("heroku", "private-dyno", "Tokyo", "tokyo")]
    [InlineData("own-server", "server", "Tokyo", "local")]
    public void Nearest_ToAPlace_IsOneThatHasTheProduct(string host, string product, string place, string expected)
    {
        var near = Place.Find(place, HostingCatalogue.Ids.Select(HostingCatalogue.Host)).Value!;

        RegionChooser.Nearest(HostingCatalogue.Host(host), HostingCatalogue.Host(host).Product(product), near).Value!.Id.ShouldBe(expected);
    }

    [Fact]
    public void Named_ARegion_IsItWhateverTheCase() =>
        RegionChooser.Named(HostingCatalogue.Host("digitalocean"), HostingCatalogue.Host("digitalocean").Product("droplet"), "FRA1").Value!.Id.ShouldBe("fra1");

    [Fact]
    public void Named_AnUnknownRegion_SaysWhichThereAre()
    {
        var aws = HostingCatalogue.Host("aws");

        RegionChooser.Named(aws, aws.Product("lightsail"), "sa-east-1").Problem.ShouldStartWith("Amazon Web Services has no region 'sa-east-1' for Lightsail; it has us-east-1, ");
        RegionChooser.Named(aws, aws.Product("lightsail"), "eu-west-9").Known.ShouldContain("eu-west-1");
    }

    [Theory]
    [InlineData("91,0")]
    [InlineData("1,2,3")]
    [InlineData("Atlantis")]
    [InlineData("")]
    public void Find_OfNoPlace_SaysWhatIsOne(string text)
    {
        var found = Place.Find(text, HostingCatalogue.Ids.Select(HostingCatalogue.Host));

        found.Value.ShouldBeNull();
        found.Problem.ShouldContain("neither a city");
        found.Known.ShouldContain("Frankfurt");
    }

    [Fact]
    public void DistanceKm_BetweenCities_IsThatOfTheGlobe()
    {
        var (london, sydney) = (new Place("London", 51.51, -0.13), new Place("Sydney", -33.87, 151.21));

        london.DistanceKm(sydney).ShouldBe(16994, 20);
        london.DistanceKm(london).ShouldBe(0, 0.001);
    }
}
