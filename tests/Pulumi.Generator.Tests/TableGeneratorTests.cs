using Microsoft.CodeAnalysis;
using Pulumi.Generator.Tests.Support;

namespace Pulumi.Generator.Tests;

public sealed class TableGeneratorTests
{
    private const string Program = """
        using Pulumi;
        using Pulumi.Things;
        using Pulumi.Things.Inputs;

        public static class Program
        {
            public static Output<string> Run(Output<string> known)
            {
                var thing = new Thing("one", new ThingArgs
                {
                    Image = "debian",
                    Size = Size.Large,
                    Key = known,
                    Labels = { ["a"] = "b" },
                    Parts = { new PartArgs { Number = 1, Holes = new[] { new HoleArgs { Width = 2.5 } } } },
                });
                var other = new Thing("two", new() { Image = known, Size = "huge", Parts = new PartArgs { Number = 2 } }, new CustomResourceOptions { Parent = thing });
                var found = GetThing.Invoke(new() { Name = thing.Name, Filters = { new GetThingFilterInputArgs { Key = "k", Values = { known } } } });
                var same = Thing.Get("three", thing.Id, new ThingState { Address = thing.Address });
                var provider = new Provider("own", new ProviderArgs { Token = known, Retries = 3 });
                return Output.Format($"{found.Apply(f => f.Found[0].Values[0])} {same.Parts.Apply(p => p[0].Default ?? "")} {Pulumi.Things.Config.Endpoint}");
            }
        }
        """;

    [Theory]
    [InlineData("Package")]
    [InlineData("Size")]
    [InlineData("Thing")]
    [InlineData("GetThing")]
    public void Source_OfATable_IsAsExpected(string name) =>
        Compiler.Run(Things.All).GeneratedSources.Single(s => s.HintName == name + ".g.cs").SourceText.ToString().ShouldMatchGolden(name);

    [Fact]
    public void Classes_OfTables_CompileWithAProgramThatUsesThem() =>
        Compiler.Compile(Program, Things.All).ShouldBeEmpty();

    [Fact]
    public void Args_WithoutARequiredInput_MayBeLeftOut()
    {
        const string Table = "resource things:index/note:Note\n  input text string\n";
        const string Uses = "public static class P { public static object Run() => new Pulumi.Things.Note(\"one\"); }";

        Compiler.Compile(Uses, [.. Things.All, ("Note.table", Table)]).ShouldBeEmpty();
    }

    [Fact]
    public void Namespace_OfATable_TakesThePlaceOfThePackages()
    {
        const string Table = "resource things:far/note:Note\nnamespace Pulumi.Things.Far\n  input size string|Size\n";
        const string Uses = "public static class P { public static object Run() => new Pulumi.Things.Far.Note(\"one\", new() { Size = Pulumi.Things.Size.Large }); }";

        Compiler.Compile(Uses, [.. Things.All, ("Note.table", Table)]).ShouldBeEmpty();
    }

    [Fact]
    public void Change_OfOneTable_MakesOnlyItsSourceAgain()
    {
        var texts = Things.All.Select(t => (AdditionalText)new TableFile(t.Path, t.Text)).ToArray();
        var compilation = Compiler.Compilation();
        var driver = Compiler.Driver().AddAdditionalTexts([.. texts]).RunGenerators(compilation);

        driver = driver.ReplaceAdditionalText(texts[2], new TableFile("Tables/Thing.table", Things.Thing + "\n  field depth number\n")).RunGenerators(compilation);

        var outputs = driver.GetRunResult().Results.Single().TrackedOutputSteps["SourceOutput"].SelectMany(step => step.Outputs).ToList();
        outputs.Count(o => o.Reason == IncrementalStepRunReason.Modified).ShouldBe(1);
        outputs.Where(o => o.Reason != IncrementalStepRunReason.Modified).ShouldAllBe(o => o.Reason == IncrementalStepRunReason.Cached || o.Reason == IncrementalStepRunReason.Unchanged);
    }
}
