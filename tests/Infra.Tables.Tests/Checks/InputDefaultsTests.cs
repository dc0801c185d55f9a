using Infra.Protocol.Properties;
using Infra.Tables.Checks;
using static Infra.Tables.Tests.Support.Boxes;

namespace Infra.Tables.Tests.Checks;

public sealed class InputDefaultsTests
{
    [Fact]
    public void Fill_WithoutOldInputs_AddsDefaultsAndAnUnknownNameAndNotesThem()
    {
        var filled = InputDefaults.Fill(Box, null, With(("parts", List(Map(("number", 1))))));

        filled.ShouldBe(With(
            ("__defaults", List("backups", "ipv6", "kind", "name")),
            ("backups", false),
            ("ipv6", false),
            ("kind", "small"),
            ("name", PropertyValue.Unknown),
            ("parts", List(Map(("__defaults", List("weight")), ("number", 1), ("weight", 1.5))))));
    }

    [Fact]
    public void Fill_WithAGeneratedNameBefore_KeepsIt() =>
        InputDefaults.Fill(Box, Map(("name", "one-1a2b3c4"), ("__defaults", List("name"))), With())["name"].ShouldBe("one-1a2b3c4");

    [Fact]
    public void Fill_WithAGivenNameBefore_MakesANewOne() =>
        InputDefaults.Fill(Box, Map(("name", "mine"), ("__defaults", List())), With())["name"].ShouldBe(PropertyValue.Unknown);

    [Fact]
    public void Fill_BesideWhatConflicts_AddsNoDefault() =>
        InputDefaults.Fill(Box, null, With(("shape", "round"))).ContainsKey("kind").ShouldBeFalse();

    [Fact]
    public void Fill_OfASecretObject_KeepsItSecret() =>
        InputDefaults.Fill(Box, null, With(("parts", List(((PropertyValue)Map(("number", 1))).AsSecret()))))["parts"].ContainsSecrets.ShouldBeTrue();

    [Fact]
    public void WithoutNotes_OfFilledInputs_HasNoneInAnyDepth() =>
        InputDefaults.WithoutNotes(InputDefaults.Fill(Box, null, With(("parts", List(Map(("number", 1))))))).ToString().ShouldNotContain("__");
}
