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

    [Fact]
    public void Compare_OfListsOfNamedMaps_GoesByName() =>
        Paths(
            [new("rules", PropertyValue.Array(Rule("ssh", 22), Rule("web", 80), Rule("old", 1)))],
            [new("rules", PropertyValue.Array(Rule("new", 2), Rule("web", 443), Rule("ssh", 22)))])
            .ShouldBe(["~rules[name=web].port", "-rules[name=old]", "+rules[name=new]"]);

    [Fact]
    public void Compare_OfNamedMapsInAnotherOrder_IsAChangeOfTheOrder() =>
        PropertyDiffer.Compare([new("rules", PropertyValue.Array(Rule("a", 1), Rule("b", 2)))], [new("rules", PropertyValue.Array(Rule("b", 2), Rule("a", 1)))])
            .ShouldHaveSingleItem().New.ShouldBe(PropertyValue.Array("b", "a"));

    [Theory]
    [InlineData("twice", "twice")]
    [InlineData("a", "")]
    public void Compare_OfMapsWhoseNamesAreNoIdentity_GoesByPosition(string first, string second) =>
        Paths(
            [new("rules", PropertyValue.Array(Rule(first, 1), second.Length == 0 ? Map(("port", 2)) : Rule(second, 2), Map(("port", 3))))],
            [new("rules", PropertyValue.Array(Rule(first, 1), second.Length == 0 ? Map(("port", 9)) : Rule(second, 9), Map(("port", 3))))])
            .ShouldBe(["~rules[1].port"]);

    [Fact]
    public void Compare_OfAnElementAddedAtTheFront_IsThatElement() =>
        Paths(
            [new("listens", PropertyValue.Array(Map(("port", 80)), Map(("port", 443))))],
            [new("listens", PropertyValue.Array(Map(("port", 22)), Map(("port", 80)), Map(("port", 443))))])
            .ShouldBe(["+listens[0]"]);

    [Fact]
    public void Compare_OfNamesThatAreThereTwice_CountsThem() =>
        Paths([new("names", PropertyValue.Array("a", "a", "b"))], [new("names", PropertyValue.Array("a", "b", "c"))]).ShouldBe(["-names[a]", "+names[c]"]);

    [Fact]
    public void Compare_OfJson_NamesWhatDiffersInIt() =>
        Paths([new("policy", """{"a":[{"id":"x","v":1}],"b":2}""")], [new("policy", """{ "b": 2, "a": [ { "id": "x", "v": 2 } ] }""")]).ShouldBe(["~policy.a[id=x].v"]);

    [Fact]
    public void Compare_OfJsonWrittenInAnotherWay_IsAChangeOfTheText() =>
        Paths([new("policy", """{"a":1}""")], [new("policy", """{ "a": 1 }""")]).ShouldBe(["~policy"]);

    [Fact]
    public void Compare_OfWhatBecomesASecret_ShowsNeitherSide()
    {
        Paths([new("a", "x")], [new("a", new SecretValue("x"))]).ShouldBeEmpty();
        var change = PropertyDiffer.Compare([new("a", "before")], [new("a", new SecretValue("after"))]).ShouldHaveSingleItem();

        (change.Old, change.New).ShouldBe((new SecretValue("before"), new SecretValue("after")));
    }

    [Fact]
    public void Compare_OfFilesWithTheSameContent_FindsNothing() =>
        Paths([new("code", new AssetValue(null, "old/place", null, "abc"))], [new("code", new AssetValue(null, "new/place", null, "abc"))]).ShouldBeEmpty();

    [Fact]
    public void Compare_OfTreesOfFiles_NamesTheFile() =>
        Paths(
            [new("code", new ArchiveValue([new("a.txt", new AssetValue("1", null, null, "h1")), new("b.txt", new AssetValue("2", null, null, "h2"))], null, null, "x"))],
            [new("code", new ArchiveValue([new("a.txt", new AssetValue("1", null, null, "h1")), new("b.txt", new AssetValue("3", null, null, "h3"))], null, null, "y"))])
            .ShouldBe(["~code[\"b.txt\"]"]);

    private static PropertyValue Rule(string name, int port) => Map(("name", name), ("port", port));

    private static IEnumerable<string> Paths(PropertyMap old, PropertyMap @new) =>
        PropertyDiffer.Compare(old, @new).Select(change => change.Symbol + change.Path);
}
