using System.Collections.Immutable;
using Pulumi;

namespace Typed.Program;

/// <summary>An output that machine code has no way to make.</summary>
public sealed class Strange(string name, DictionaryResourceArgs args) : CustomResource("test:index:Thing", name, args, options: null)
{
    [Output("palette")]
    public Output<ImmutableDictionary<string, Color>> Palette { get; private set; } = null!;
}
