using System.Collections.Immutable;

namespace Pulumi.Tests;

public sealed class InputMapTests
{
    private static readonly Dictionary<string, int> _values = new() { ["a"] = 1 };

    public static TheoryData<InputMap<int>> Conversions => new(
        _values,
        _values.ToImmutableDictionary(),
        Output.Create(_values),
        Output.Create<IDictionary<string, int>>(_values),
        Output.Create(_values.ToImmutableDictionary()));

    [Theory]
    [MemberData(nameof(Conversions))]
    public async Task Conversion_FromAnyDictionary_HasItsEntries(InputMap<int> map) => (await map.DataAsync()).Value.ShouldBe(_values);

    [Fact]
    public async Task Initializers_BothForms_Add()
    {
        var braces = new InputMap<string> { { "a", "1" }, { "b", Output.Create("2") } };
        var indexer = new InputMap<string> { ["a"] = "1", ["b"] = "x" };
        indexer["b"] = "2";

        (await braces.DataAsync()).Value.ShouldBe((await indexer.DataAsync()).Value);
    }

    [Fact]
    public async Task Merge_SameName_TakesTheSecond()
    {
        var merged = InputMap<int>.Merge(new InputMap<int> { { "a", 1 }, { "b", 1 } }, new InputMap<int> { { "b", 2 } });

        (await merged.DataAsync()).Value.ShouldBe(new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 }, ignoreOrder: true);
    }

    [Fact]
    public async Task Add_SameNameTwice_Fails() =>
        await Should.ThrowAsync<ArgumentException>(new InputMap<int> { { "a", 1 }, { "a", 2 } }.DataAsync());

    [Fact]
    public async Task ToOutput_UnknownValue_IsUnknown() =>
        (await new InputMap<int> { { "a", Outputs.Unknown<int>() } }.DataAsync()).IsKnown.ShouldBeFalse();
}
