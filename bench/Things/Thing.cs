using System.Collections.Immutable;
using Pulumi;

namespace Bench.Things;

/// <summary>A resource of the trivial provider in bench/Engine.</summary>
internal sealed class Thing(string name, Input<string> value)
    : CustomResource("bench:index:Thing", name, new DictionaryResourceArgs(ImmutableDictionary<string, object?>.Empty.Add("value", value)), options: null)
{
    [Output("value")]
    public Output<string> Value { get; private set; } = null!;
}
