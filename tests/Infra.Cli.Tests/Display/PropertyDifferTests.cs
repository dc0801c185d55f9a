using Infra.Cli.Display;
using Infra.Protocol.Properties;
using static Infra.Cli.Tests.Support.Props;

namespace Infra.Cli.Tests.Display;

public sealed class PropertyDifferTests
{
    [Fact]
    public void Compare_OfNestedMaps_NamesTheLeafByItsPath() =>
        Paths([new("files", Map(("/etc/a.conf", Map(("content", "x"), ("mode", "0644")))))],
              [new("files", Map(("/etc/a.conf", Map(("content", "y"), ("mode", "0644")))))])
            .ShouldBe(["~files[\"/etc/a.conf\"].content"]);

    [Fact]
    public void Compare_OfNameLists_NamesWhatCameAndWent() =>
        Paths([new("packages", PropertyValue.Array("nginx", "curl"))], [new("packages", PropertyValue.Array("nginx", "apache2"))])
            .ShouldBe(["-packages[curl]", "+packages[apache2]"]);

    [Fact]
    public void Compare_OfAListInAnotherOrder_IsAChangeOfTheList() =>
        Paths([new("order", PropertyValue.Array("a", "b"))], [new("order", PropertyValue.Array("b", "a"))]).ShouldBe(["~order"]);

    [Fact]
    public void Compare_OfListsOfMaps_GoesByPosition() =>
        Paths([new("listens", PropertyValue.Array(Map(("port", 80))))], [new("listens", PropertyValue.Array(Map(("port", 80)), Map(("port", 443))))])
            .ShouldBe(["+listens[1]"]);

    [Fact]
    public void Compare_OfInternalNames_LeavesThemOut() =>
        Paths([new("__defaults", PropertyValue.Array("a"))], []).ShouldBeEmpty();

    [Fact]
    public void Compare_OfEqualSecrets_FindsNothing() =>
        Paths([new("a", new SecretValue("x"))], [new("a", new SecretValue("x"))]).ShouldBeEmpty();

    [Fact]
    public void Compare_OfAnUnknown_IsAChange() =>
        Paths([new("a", "x")], [new("a", PropertyValue.Unknown)]).ShouldBe(["~a"]);

    private static IEnumerable<string> Paths(PropertyMap old, PropertyMap @new) =>
        PropertyDiffer.Compare(old, @new).Select(change => change.Symbol + change.Path);
}
