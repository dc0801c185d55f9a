using System.Collections.Immutable;
using Pulumi;

namespace Typed.Program;

[OutputType]
public sealed class Shape
{
    public readonly int Size;
    public readonly ImmutableArray<Color> Colors;

    [OutputConstructor]
    private Shape(int size, ImmutableArray<Color> colors)
    {
        Size = size;
        Colors = colors;
    }
}
