using System.Text.Json;

namespace Pulumi.Tests;

public sealed class UnionTests
{
    [Fact]
    public void Union_OfSecondType_KnowsWhich()
    {
        Union<string, int> union = 3;

        union.IsT1.ShouldBeTrue();
        union.AsT1.ShouldBe(3);
        union.Value.ShouldBe(3);
        union.Match(s => s, i => $"#{i}").ShouldBe("#3");
        union.MapT1(i => i + 1).AsT1.ShouldBe(4);
        union.MapT0(s => s.Length).AsT1.ShouldBe(3);
        union.TryPickT0(out _, out var remainder).ShouldBeFalse();
        remainder.ShouldBe(3);
        Should.Throw<InvalidOperationException>(() => union.AsT0);
        union.ShouldBe(Union<string, int>.FromT1(3));
        union.ShouldNotBe(Union<string, int>.FromT0("3"));
    }

    [Fact]
    public async Task InputUnion_FromEither_HoldsIt()
    {
        InputUnion<string, int> text = "a";
        InputUnion<string, int> number = Output.Create(1);

        (await text.DataAsync()).Value.AsT0.ShouldBe("a");
        (await number.DataAsync()).Value.AsT1.ShouldBe(1);
    }

    [Fact]
    public async Task InputListOfUnions_AddEither_HoldsBoth()
    {
        var list = new InputList<Union<string, int>>();
        list.Add((Input<string>)"a");
        list.Add((Input<int>)1);

        (await list.DataAsync()).Value.Select(u => u.Value).ShouldBe(["a", 1]);
    }

    [Fact]
    public async Task InputJson_FromText_IsParsed()
    {
        InputJson json = """{"a":[1]}""";
        InputJson output = Output.CreateSecret("""true""");

        (await json.DataAsync()).Value.GetProperty("a")[0].GetInt32().ShouldBe(1);
        (await output.DataAsync()).Value.ValueKind.ShouldBe(JsonValueKind.True);
        (await output.DataAsync()).IsSecret.ShouldBeTrue();
    }
}
