using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Tables.Checks;
using static Infra.Tables.Tests.Support.Boxes;

namespace Infra.Tables.Tests.Checks;

public sealed class TableDiffTests
{
    [Fact]
    public void Between_SameInputs_IsNothing() => Diff(With(("height", 3)), With(("height", 3))).ShouldBe(DiffResult.None);

    [Fact]
    public void Between_InputsThatOnlySayMore_IsNothing()
    {
        Diff(With(), With(("backups", false), ("kind", "small"))).Changes.ShouldBe(DiffChanges.None);
        Diff(With(("height", 3)), With(("height", "3"))).Changes.ShouldBe(DiffChanges.None);
        Diff(With(("key", "a")), With(("key", ((PropertyValue)"a").AsSecret()))).Changes.ShouldBe(DiffChanges.None);
    }

    [Fact]
    public void Between_AnotherValue_IsAnUpdate()
    {
        var diff = Diff(With(("height", 3)), With(("height", 4), ("shape", "round")));

        diff.RequiresReplacement.ShouldBeFalse();
        diff.Diffs.ShouldBe(["height", "kind", "shape"]);
        diff.DetailedDiff!["height"].Kind.ShouldBe(PropertyDiffKind.Update);
        diff.DetailedDiff["shape"].Kind.ShouldBe(PropertyDiffKind.Add);
        diff.DetailedDiff["kind"].Kind.ShouldBe(PropertyDiffKind.Delete);
    }

    [Fact]
    public void Between_AnotherValueThatForcesIt_IsAReplacement()
    {
        var diff = Diff(With(), Map(("image", "ubuntu")));

        diff.Replaces.ShouldBe(["image"]);
        diff.DetailedDiff!["image"].Kind.ShouldBe(PropertyDiffKind.UpdateReplace);
    }

    [Fact]
    public void Between_AnUnknown_DiffersFromEverything() =>
        Diff(With(), Map(("image", PropertyValue.Unknown))).Replaces.ShouldBe(["image"]);

    [Fact]
    public void Between_AwayFromAValueThatForcesIt_IsAReplacementOneWayOnly()
    {
        Diff(With(("ipv6", true)), With(("ipv6", false))).Replaces.ShouldBe(["ipv6"]);
        var on = Diff(With(("ipv6", false)), With(("ipv6", true)));
        (on.Changes, on.RequiresReplacement).ShouldBe((DiffChanges.Some, false));
    }

    [Fact]
    public void Between_AFieldThatForcesIt_IsAReplacementOfItsProperty()
    {
        var diff = Diff(With(("parts", List(Map(("number", 1), ("serial", "a"))))), With(("parts", List(Map(("number", 1), ("serial", "b"))))));

        diff.Replaces.ShouldBe(["parts"]);
        diff.DetailedDiff!.ShouldContainKey("parts[0].serial");
    }

    [Fact]
    public void Between_ComputedInputNoLongerGiven_IsNothing()
    {
        Diff(With(("region", "fra1")), With()).Changes.ShouldBe(DiffChanges.None);
        Diff(With(("region", "fra1")), With(("region", "ams3"))).Replaces.ShouldBe(["region"]);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Between_ReplacementUnderTheSameName_DeletesFirst(bool isGenerated, bool deletesFirst)
    {
        var note = ("__defaults", isGenerated ? List("name") : List());

        Diff(With(("name", "one"), note), Map(("image", "ubuntu"), ("name", "one"), note)).DeleteBeforeReplace.ShouldBe(deletesFirst);
    }

    [Fact]
    public void Between_AnotherOrder_CountsOnlyWhereOrderDoes()
    {
        Diff(With(("tags", List("a", "b"))), With(("tags", List("b", "a")))).Changes.ShouldBe(DiffChanges.None);
        Diff(With(("steps", List("aa", "bb"))), With(("steps", List("bb", "aa")))).Diffs.ShouldBe(["steps"]);
    }

    [Fact]
    public void Between_UnorderedLists_TellsWhatIsDifferent()
    {
        var diff = Diff(With(("tags", List("a", "b", "c"))), With(("tags", List("c", "x", "a"))));

        diff.DetailedDiff!.ShouldHaveSingleItem().Key.ShouldBe("tags[1]");
    }

    [Property(MaxTest = 200)]
    public Property Between_AnyInputsAndThemselvesShuffled_IsNothing() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>[]>(), ArbMap.Default.ArbFor<int>(), (tags, seed) =>
        {
            var before = tags.Select(t => (PropertyValue)t.Get).ToArray();
            var after = before.ToArray();
            new Random(seed).Shuffle(after);
            return Diff(With(("tags", List(before))), With(("tags", List(after)))).Changes == DiffChanges.None;
        });

    private static DiffResult Diff(PropertyMap olds, PropertyMap news) => TableDiff.Between(Box, olds, news);
}
