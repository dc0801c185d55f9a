using System.Collections.Immutable;

namespace Pulumi.Tests;

public sealed class OutputCombinationTests
{
    [Fact]
    public async Task All_Outputs_KeepsOrder()
    {
        var slow = new TaskCompletionSource<int>();
        var all = Output.All(Output.Create(slow.Task), Output.Create(2));
        slow.SetResult(1);

        (await all.DataAsync()).Value.ShouldBe([1, 2]);
    }

    [Fact]
    public async Task All_NoOutputs_IsEmpty() => (await Output.All(Enumerable.Empty<Output<int>>()).DataAsync()).Value.ShouldBeEmpty();

    [Fact]
    public async Task All_OneUnknown_IsUnknown() =>
        (await Output.All(new List<Input<int>> { 1, Outputs.Unknown<int>() }).DataAsync()).IsKnown.ShouldBeFalse();

    [Fact]
    public async Task Tuple_EightInputs_HasAll()
    {
        Input<int> number = 1;
        Input<string?> nothing = (string?)null!;
        var tuple = Output.Tuple(number, nothing, number, number, number, number, number, (Input<double>)2.5);

        (await tuple.DataAsync()).Value.ShouldBe((1, null, 1, 1, 1, 1, 1, 2.5));
    }

    [Fact]
    public async Task Format_InputsOutputsAndValues_Interpolates()
    {
        Input<string> host = "db";
        var data = await Output.Format($"{Output.CreateSecret("u")}@{host}:{5432:D6}/{null}").DataAsync();

        data.Value.ShouldBe("u@db:005432/");
        data.IsSecret.ShouldBeTrue();
    }

    [Fact]
    public async Task Format_UnknownPart_IsUnknown() => (await Output.Format($"a{Outputs.Unknown<int>()}").DataAsync()).IsKnown.ShouldBeFalse();

    [Fact]
    public async Task GetAt_Index_IsThatItem()
    {
        var array = Output.Create(ImmutableArray.Create("a", "b"));

        (await array.GetAt(1).DataAsync()).Value.ShouldBe("b");
        (await array.First().DataAsync()).Value.ShouldBe("a");
        (await array.Length().DataAsync()).Value.ShouldBe(2);
    }

    [Fact]
    public async Task JsonSerialize_NestedOutputs_AwaitsThemAndKeepsSecretness()
    {
        var later = new TaskCompletionSource<int>();
        var value = new Shape { Name = Output.CreateSecret("n"), Sides = Output.Create(later.Task), Tags = { "x", Output.Create("y") } };
        var json = Output.JsonSerialize(Output.Create(value));
        later.SetResult(3);
        var data = await json.DataAsync();

        data.Value.ShouldBe("""{"Name":"n","Sides":3,"Tags":["x","y"]}""");
        data.IsSecret.ShouldBeTrue();
    }

    [Fact]
    public async Task JsonSerialize_UnknownInside_IsUnknown()
    {
        var value = new Shape { Name = Outputs.Unknown<string>(), Sides = Output.Create(1) };

        (await Output.JsonSerialize(Output.Create(value)).DataAsync()).IsKnown.ShouldBeFalse();
    }

    [Fact]
    public void JsonSerializer_OutputDirectly_SaysWhatToUse() =>
        Should.Throw<NotSupportedException>(() => System.Text.Json.JsonSerializer.Serialize(Output.Create(1)))
            .Message.ShouldContain("Output.JsonSerialize");

    [Fact]
    public async Task JsonDeserialize_Text_ReadsOutputs()
    {
        var shape = await Output.JsonDeserialize<Read>(Output.CreateSecret("""{"Sides":4}""")).DataAsync();

        shape.IsSecret.ShouldBeTrue();
        (await shape.Value.Sides.DataAsync()).Value.ShouldBe(4);
    }

    private sealed class Shape
    {
        public required Output<string> Name { get; init; }

        public required Output<int> Sides { get; init; }

        public InputList<string> Tags { get; } = [];
    }

    private sealed record Read(Output<int> Sides);
}
