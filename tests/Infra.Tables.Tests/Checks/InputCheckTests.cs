using Infra.Protocol.Properties;
using Infra.Tables.Checks;
using Infra.Tables.Format;
using static Infra.Tables.Tests.Support.Boxes;

namespace Infra.Tables.Tests.Checks;

public sealed class InputCheckTests
{
    public static TheoryData<string, string, string> Wrong() => new()
    {
        { """imge""", "imge", "is not known here (did you mean 'image'?)" },
        { """address""", "address", "is an output: it is known afterwards and cannot be given" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Property_ThatIsNoInput_IsRefused(string name, string path, string reason) =>
        Errors(With((name, "x"))).ShouldBe([(path, reason)]);

    [Fact]
    public void RequiredInput_ThatIsMissingOrNull_IsRefused()
    {
        Errors(PropertyMap.Empty).ShouldBe([("image", "is required and has no value")]);
        Errors(Map(("image", PropertyValue.Null))).ShouldBe([("image", "is required and has no value")]);
        Errors(With(("parts", List(Map(("weight", 2)))))).ShouldBe([("parts[0].number", "is required and has no value")]);
    }

    [Fact]
    public void Value_OfAnotherType_IsRefusedWithItsPath()
    {
        Errors(With(("backups", "perhaps"))).ShouldBe([("backups", "has to be true or false, not a text")]);
        Errors(With(("height", 2.5))).ShouldBe([("height", "has to be a whole number, not a number")]);
        Errors(With(("tags", "web"))).ShouldBe([("tags", "has to be a list (string[]), not a text")]);
        Errors(With(("tags", List("a", List("b"))))).ShouldBe([("tags[1]", "has to be a text, not a list")]);
        Errors(With(("labels", Map(("a.b", List()))))).ShouldBe([("labels[\"a.b\"]", "has to be a text, not a list")]);
        Errors(With(("parts", List(Map(("number", "many"), ("colour", "red")))))).ShouldBe(
            [("parts[0].colour", "is not known here"), ("parts[0].number", "has to be a whole number, not a text")]);
    }

    [Fact]
    public void Value_ThatAProviderReadsAsTheType_IsTaken() =>
        Errors(With(("height", "3"), ("backups", "true"), ("colour", "red"), ("shape", 3))).ShouldBeEmpty();

    [Fact]
    public void Value_OutsideItsRules_IsRefused()
    {
        Errors(With(("kind", "lrge"))).ShouldBe([("kind", "cannot be 'lrge' (did you mean 'large'?); it is one of small, large")]);
        Errors(With(("height", 11))).ShouldBe([("height", "'11' is out of range: 1 to 10")]);
        Errors(With(("steps", List("ab", "c")))).ShouldBe([("steps[1]", "has 1 characters; there have to be 2 or more")]);
        Errors(With(("steps", List("ab", "ab", "ab", "ab")))).ShouldBe([("steps", "has 4 items; there have to be 3 or less")]);
        Errors(With(("plan", "daily"))).ShouldBe([("plan", "needs 'backups' to be given as well")]);
        Errors(With(("kind", "small"), ("shape", "x"))).ShouldBe([("kind", "cannot be given together with 'shape'")]);
    }

    [Fact]
    public void Value_ThatNoEnumHas_IsTakenWithAWarning()
    {
        var finding = InputCheck.Run(Box, Catalog, With(("colour", "gren"))).ShouldHaveSingleItem();

        (finding.IsError, finding.Path).ShouldBe((false, "colour"));
        finding.Reason.ShouldContain("(did you mean 'green'?)");
    }

    [Fact]
    public void Input_ThatIsDeprecated_IsTakenWithAWarning() =>
        InputCheck.Run(Box, Catalog, With(("old", "x"))).ShouldBe([new InputFinding(false, "old", "is deprecated")]);

    [Fact]
    public void Unknowns_AreRightEverywhere() =>
        InputCheck.Run(Box, Catalog, Map(("image", PropertyValue.Unknown), ("tags", List(PropertyValue.Unknown)), ("parts", PropertyValue.Unknown), ("kind", PropertyValue.Unknown)))
            .ShouldBeEmpty();

    [Fact]
    public void Secret_ThatIsWrong_IsNotShown()
    {
        var secret = ((PropertyValue)"canary").AsSecret();

        var findings = InputCheck.Run(Box, Catalog, With(("kind", secret), ("colour", secret), ("height", secret)));

        findings.Length.ShouldBe(3);
        findings.ShouldAllBe(f => !f.Reason.Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public void Value_ThatGoesOnlyWithAnother_IsRefusedWithoutIt()
    {
        Related(("mode", "strict")).ShouldBe([("mode", "can be given only with engine mysql or mariadb"), ("left", "or right has to be given")]);
        Related(("mode", "strict"), ("engine", "mariadb"), ("right", "x")).ShouldBeEmpty();
        Related(("engine", "mysql"), ("left", "x")).ShouldBe([("mode", "is required with engine mysql or mariadb and has no value")]);
        Related(("engine", PropertyValue.Unknown), ("left", PropertyValue.Unknown)).ShouldBeEmpty();
        Related(("version", PropertyValue.Null), ("left", "x")).ShouldBe([("version", "is required and has no value")]);

        static IEnumerable<(string, string)> Related(params (string, PropertyValue)[] given)
        {
            var catalog = TableCatalog.Of("""
                resource boxes:index/store:Store
                  input engine  string default=pg
                  input mode    string required-if=engine:mysql|mariadb only-if=engine:mysql|mariadb
                  input left    string required-without=right
                  input right   string
                  input version string demanded
                """);
            var table = catalog.Find(TableKind.Resource, "boxes:index/store:Store")!;
            return InputCheck.Run(table, catalog, Map([("version", "1"), .. given])).Select(f => (f.Path, f.Reason));
        }
    }

    [Fact]
    public void Notes_OfEngines_AreNotLookedAt() => InputCheck.Run(Box, Catalog, With(("__defaults", List()))).ShouldBeEmpty();

    private static IEnumerable<(string, string)> Errors(PropertyMap inputs) =>
        InputCheck.Run(Box, Catalog, inputs).Where(f => f.IsError).Select(f => (f.Path, f.Reason));
}
