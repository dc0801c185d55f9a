using Infra.Cli.Machines;
using Infra.Protocol.Properties;
using static Infra.Cli.Tests.Support.Props;

namespace Infra.Cli.Tests.Machines;

public sealed class RehearsalHoldingTests
{
    [Fact]
    public void From_ThingsOfTwoStacks_SortsThemByStack()
    {
        var holdings = RehearsalHolding.From(
        [
            new("nameServer", "10.213.0.9"),
            new("things", PropertyValue.Array(
                Thing("b", "Droplet", "web", "web-1"), Thing("b", "Vpc", "net"), Thing("b", "Domain", "shop.test"), Thing("b", "Tag", "shop"),
                Thing("a", "DatabaseCluster", "data", "data-1", "data-1-s1"))),
        ]);

        holdings.Select(holding => holding.ToString()).ShouldBe(
            ["a holds machines data-1, data-1-s1", "b holds machines web-1; networks net; a resolver at 10.213.0.9; 1 other thing"]);
    }

    [Fact]
    public void From_AThingOfNoStack_IsToldAllTheSame() =>
        RehearsalHolding.From([new("things", PropertyValue.Array(Map(("kind", "Tag"), ("name", "x"), ("urn", ""))))]).ShouldHaveSingleItem().ToString().ShouldBe("no stack holds 1 other thing");

    private static PropertyValue Thing(string stack, string kind, string name, params string[] machines) => Map(
        ("kind", kind), ("name", name), ("urn", $"urn:pulumi:{stack}::shop::digitalocean:index:{kind}::{name}"), ("machines", PropertyValue.Array(machines.Select(machine => (PropertyValue)machine))));
}
