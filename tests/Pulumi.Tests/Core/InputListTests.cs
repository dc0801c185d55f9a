using System.Collections.Immutable;

namespace Pulumi.Tests;

public sealed class InputListTests
{
    public static TheoryData<InputList<string>> Conversions => new(
        new string[] { "a", "b" },
        new List<string> { "a", "b" },
        ImmutableArray.Create("a", "b"),
        new[] { Output.Create("a"), Output.Create("b") },
        new List<Output<string>> { Output.Create("a"), Output.Create("b") },
        ImmutableArray.Create(Output.Create("a"), Output.Create("b")),
        new Input<string>[] { "a", Output.Create("b") },
        new List<Input<string>> { "a", Output.Create("b") },
        ImmutableArray.Create<Input<string>>("a", "b"),
        Output.Create(new[] { "a", "b" }),
        Output.Create(new List<string> { "a", "b" }),
        Output.Create<IEnumerable<string>>(["a", "b"]),
        Output.Create(ImmutableArray.Create("a", "b")));

    [Theory]
    [MemberData(nameof(Conversions))]
    public async Task Conversion_FromAnyCollection_HasItsItems(InputList<string> list) => (await list.DataAsync()).Value.ShouldBe(["a", "b"]);

    [Fact]
    public async Task Conversion_FromSingleValues_HasOneItem()
    {
        InputList<int> plain = 1;
        InputList<int> output = Output.Create(1);
        InputList<int> input = (Input<int>)1;

        (await plain.DataAsync()).Value.ShouldBe([1]);
        (await output.DataAsync()).Value.ShouldBe([1]);
        (await input.DataAsync()).Value.ShouldBe([1]);
    }

    [Fact]
    public async Task Initializer_InObject_AddsToTheProperty()
    {
        var args = new Owner { Names = { "a", Output.Create("b"), new InputList<string> { "c", "d" } } };

        (await args.Names.DataAsync()).Value.ShouldBe(["a", "b", "c", "d"]);
    }

    [Fact]
    public async Task Concat_Lists_LeavesBothAlone()
    {
        InputList<int> first = new[] { 1 };
        InputList<int> second = new[] { 2 };

        (await first.Concat(second).DataAsync()).Value.ShouldBe([1, 2]);
        (await first.DataAsync()).Value.ShouldBe([1]);
    }

    [Fact]
    public async Task AwaitForeach_Items_ComeInOrder()
    {
        InputList<int> list = new[] { 1, 2 };
        var seen = new List<int>();
        await foreach (var item in list)
        {
            seen.Add((await item.DataAsync()).Value);
        }

        seen.ShouldBe([1, 2]);
    }

    [Fact]
    public async Task ToOutput_SecretItem_IsSecret() => (await new InputList<string> { "a", Output.CreateSecret("b") }.DataAsync()).IsSecret.ShouldBeTrue();

    [Fact]
    public void Foreach_WithoutAwait_SaysWhatToUse() =>
        Should.Throw<NotSupportedException>(() => ((System.Collections.IEnumerable)new InputList<int>()).GetEnumerator()).Message.ShouldContain("await foreach");

    private sealed class Owner
    {
        private InputList<string>? _names;

        public InputList<string> Names => _names ??= [];
    }
}
