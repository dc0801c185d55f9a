using Microsoft.CodeAnalysis;
using Pulumi.Generator.Tests.Support;

namespace Pulumi.Generator.Tests;

/// <summary>What is wrong with a table is an error of the build, with its place; nothing is made of such a table.</summary>
public sealed class MalformedTableTests
{
    private const string Head = "resource things:index/bad:Bad\n";

    [Theory]
    [InlineData("", "INF8001", 1, 1, "holds no table")]
    [InlineData("\n# nothing\nresorce things:index/bad:Bad\n", "INF8001", 3, 1, "'resorce'")]
    [InlineData("resource\n", "INF8001", 1, 1, "resource <token>")]
    [InlineData("resource bad\n", "INF8001", 1, 10, "'bad' is no token")]
    [InlineData(Head + "  inptu a string\n", "INF8001", 2, 3, "'inptu'")]
    [InlineData(Head + "  input a\n", "INF8001", 2, 3, "input <name> <type>")]
    [InlineData(Head + "  input a-b string\n", "INF8001", 2, 9, "'a-b' is no name")]
    [InlineData(Head + "  input a list[string]\n", "INF8001", 2, 11, "'list[string]' is no type")]
    [InlineData(Head + "  input a string default=\"x\n", "INF8001", 2, 18, "quote")]
    [InlineData(Head + "  field a string\n", "INF8001", 2, 3, "belongs to a type")]
    [InlineData(Head + "type Part\n  input a string\n", "INF8001", 3, 3, "above the types")]
    [InlineData(Head + "  value A a\n", "INF8001", 2, 3, "'value' begins no line of a resource table")]
    [InlineData(Head + "  input a string requird\n", "INF8002", 2, 18, "'requird' says nothing about an input")]
    [InlineData(Head + "  output a string required\n", "INF8002", 2, 19, "'required' says nothing about an output")]
    [InlineData(Head + "  input a int range=5..1\n", "INF8002", 2, 15, "range=5..1 is no span")]
    [InlineData(Head + "  input a string env=A\n", "INF8002", 2, 18, "'env='")]
    [InlineData(Head + "  input a string required-if=b\n", "INF8002", 2, 18, "required-if=b is no condition")]
    [InlineData(Head + "  input a string only-if=b:c\n", "INF8005", 2, 9, "'b', which is not beside it")]
    [InlineData("resource things:index/bad:Bad\nautoname length=3\n", "INF8002", 2, 10, "'length'")]
    [InlineData(Head + "  input a Part[]\n", "INF8003", 2, 9, "no such type")]
    [InlineData(Head + "  input a string|Colour\n", "INF8003", 2, 9, "no table declares the enum 'Colour'")]
    [InlineData(Head + "  input a string\n  output a int\n", "INF8004", 3, 10, "property 'a' already")]
    [InlineData(Head + "type P\n  field a int\n  field a int\n", "INF8004", 4, 9, "field 'a' already")]
    [InlineData(Head + "type P\ntype P\n", "INF8004", 3, 6, "type 'P' already")]
    [InlineData("enum things:index:Bad\n  value A a\n  value A b\n", "INF8004", 3, 9, "member 'A' already")]
    [InlineData("resource things:index/thing:Thing\n", "INF8004", 1, 10, "another table")]
    [InlineData(Head + "  input a string required default=x\n", "INF8005", 2, 9, "filled in")]
    [InlineData(Head + "  input a int default=x\n", "INF8005", 2, 9, "default of 'a' is no int")]
    [InlineData(Head + "  input a string range=1..2\n", "INF8005", 2, 9, "no number")]
    [InlineData(Head + "  input a bool values=x\n", "INF8005", 2, 9, "no values")]
    [InlineData(Head + "  input a string items=1..\n", "INF8005", 2, 9, "no list")]
    [InlineData(Head + "  input a string[] secret\n", "INF8005", 2, 9, "single values are secret")]
    [InlineData(Head + "  input a string conflicts=b\n", "INF8005", 2, 9, "'b', which is not beside it")]
    [InlineData(Head + "  input name string auto\n", "INF8005", 2, 9, "no 'autoname' line")]
    [InlineData("enum things:index:Bad\n", "INF8005", 1, 6, "has values")]
    public void Table_ThatIsMalformed_IsAnErrorWithItsPlace(string text, string code, int line, int column, string said)
    {
        var result = Compiler.Run([.. Things.All, ("Tables/Wrong.table", text)]);

        var problem = result.Diagnostics.ShouldHaveSingleItem();
        problem.Id.ShouldBe(code);
        problem.Severity.ShouldBe(DiagnosticSeverity.Error);
        problem.GetMessage().ShouldContain(said);
        var place = problem.Location.GetLineSpan();
        (place.Path, place.StartLinePosition.Line + 1, place.StartLinePosition.Character + 1).ShouldBe(("Tables/Wrong.table", line, column));
        (code == "INF8004" && text.Contains("Thing", StringComparison.Ordinal) || result.GeneratedSources.All(s => s.HintName != "Wrong.g.cs")).ShouldBeTrue();
    }

    [Fact]
    public void Problems_OfOneTable_AreToldTogether() =>
        Compiler.Run([.. Things.All, ("Wrong.table", Head + "  input a\n  input b strin\n  output c string secrt\n")])
            .Diagnostics.Select(d => (d.Id, d.Location.GetLineSpan().StartLinePosition.Line + 1))
            .ShouldBe([("INF8001", 2), ("INF8003", 3), ("INF8002", 4)], ignoreOrder: true);

    [Fact]
    public void Tables_WithoutAPackage_AreRefused() =>
        Compiler.Run(("Size.table", Things.Size)).Diagnostics.ShouldHaveSingleItem().GetMessage().ShouldContain("'package'");

    [Theory]
    [InlineData("package things\nnamespace A.B\n", "a version")]
    [InlineData("package things\nnamespace A\nversion 1\n  input a string[]\n", "'a' is configuration")]
    [InlineData("package things\nnamespace A\nversion 1\n  input a int default=3\n", "'a' has a default")]
    public void Package_ThatIsIncomplete_IsRefused(string text, string said) =>
        Compiler.Run(("Package.table", text)).Diagnostics.ShouldContain(d => d.GetMessage().Contains(said, StringComparison.Ordinal));
}
