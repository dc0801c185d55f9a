using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Infra.Tables.Format;

namespace Infra.Tables.Tests.Format;

/// <summary>What is wrong with tables the tests of sdk/Pulumi.Generator tell; here is what is right, and that nothing breaks the reader.</summary>
public sealed class TableReaderTests
{
    private static readonly string[] _words =
        ["resource", "package", "enum", "input", "output", "field", "type", "value", "a", "b", "P", "string", "int", "P[]", "map<int>", "string|E", "required", "secret", "default=1", "range=1..2", "\"", "#", "=", "a:b:c", "autoname", "\n", "\n", "\n", "\r\n"];

    [Fact]
    public void Read_OfAProperty_HasAllThatItsLineSays()
    {
        var reading = TableReader.Read("""
            # About boxes.
            resource boxes:index/box:Box   # and a comment
            autoname separator=_ maximum=20 random=5 lowercase

              input  kind string[] replaces unordered values="a b|c\"d" length=1.. items=..3
              input  name string   auto
            """);

        reading.Problems.ShouldBeEmpty();
        var table = reading.Table!;
        (table.Kind, table.Token, table.Name).ShouldBe((TableKind.Resource, "boxes:index/box:Box", "Box"));
        table.Autoname.ShouldBe(new Autoname("_", 20, 5, Lowercase: true));
        var property = table.Properties[0];
        (property.Role, property.Name, property.Traits, property.Place.Line).ShouldBe((PropertyRole.Input, "kind", Traits.Replaces | Traits.Unordered, 5));
        property.Type.ShouldBe(new ListType(new ScalarType(Scalar.String)));
        property.Rules.Values.ShouldBe(["a b", "c\"d"]);
        property.Rules.Length.ShouldBe(new Bounds(1, null));
        property.Rules.Count.ShouldBe(new Bounds(null, 3));
    }

    [Theory]
    [InlineData("string")]
    [InlineData("int[][]")]
    [InlineData("map<number[]>")]
    [InlineData("string|Colour")]
    [InlineData("any")]
    public void Type_ThatWasRead_IsWrittenTheSame(string type) =>
        TableReader.Read($"resource a:b:C\n  input x {type}\n").Table!.Properties[0].Type.ToString().ShouldBe(type);

    [Fact]
    public void Read_OfTheSameText_IsEqual() =>
        TableReader.Read("resource a:b:C\n  input x int range=1..2\n").ShouldBe(TableReader.Read("resource a:b:C\n  input x int range=1..2\n"));

    [Property(MaxTest = 500)]
    public Property Read_OfAnyWords_EndsWithATableOrProblemsInsideTheText() =>
        Prop.ForAll(Gen.ListOf(Gen.Elements(_words)).ToArbitrary(), words =>
        {
            var text = string.Join(' ', words);
            var reading = TableReader.Read(text);
            var lines = text.Split('\n').Length;
            return (reading.Table is null) != (reading.Problems.Count == 0) && reading.Problems.All(p => p.Place.Line >= 1 && p.Place.Line <= lines && p.Place.Column >= 1);
        });

    [Property]
    public void Read_OfAnyText_DoesNotThrow(NonNull<string> text) => _ = TableReader.Read(text.Get);
}
