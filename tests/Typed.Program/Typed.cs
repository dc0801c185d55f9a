using System.Collections.Immutable;
using System.Text.Json;
using Pulumi;

namespace Typed.Program;

/// <summary>Outputs whose types no other code of the program mentions.</summary>
[ResourceType("test:index:Thing", null)]
public sealed class Typed(string name, DictionaryResourceArgs? args, CustomResourceOptions? options = null)
    : CustomResource("test:index:Thing", name, args ?? new DictionaryResourceArgs(ImmutableDictionary<string, object?>.Empty), options)
{
    [Output("int")]
    public Output<int> Int { get; private set; } = null!;

    [Output("bool")]
    public Output<bool> Bool { get; private set; } = null!;

    [Output("double")]
    public Output<double> Double { get; private set; } = null!;

    [Output("maybe")]
    public Output<int?> Maybe { get; private set; } = null!;

    [Output("color")]
    public Output<Color> Color { get; private set; } = null!;

    [Output("texts")]
    public Output<ImmutableArray<string>> Texts { get; private set; } = null!;

    [Output("ints")]
    public Output<ImmutableArray<int>> Ints { get; private set; } = null!;

    [Output("nested")]
    public Output<ImmutableArray<ImmutableArray<string>>> Nested { get; private set; } = null!;

    [Output("counts")]
    public Output<ImmutableDictionary<string, int>> Counts { get; private set; } = null!;

    [Output("lists")]
    public Output<ImmutableDictionary<string, ImmutableArray<Shape>>> Lists { get; private set; } = null!;

    [Output("shape")]
    public Output<Shape> Shape { get; private set; } = null!;

    [Output("shapes")]
    public Output<ImmutableArray<Shape>> Shapes { get; private set; } = null!;

    [Output("number")]
    public Output<Union<string, int>> Number { get; private set; } = null!;

    [Output("colors")]
    public Output<Union<string, ImmutableArray<Color>>> Colors { get; private set; } = null!;

    [Output("json")]
    public Output<JsonElement> Json { get; private set; } = null!;

    [Output("other")]
    public Output<Typed?> Other { get; private set; } = null!;

    [Output("absentInts")]
    public Output<ImmutableArray<int>> AbsentInts { get; private set; } = null!;

    [Output("absentCounts")]
    public Output<ImmutableDictionary<string, double>> AbsentCounts { get; private set; } = null!;

    [Output("absentNumber")]
    public Output<int?> AbsentNumber { get; private set; } = null!;
}
