using System.Collections.Immutable;

namespace Infra.Catalogue.Loading;

internal enum NodeKind
{
    Null,
    Flag,
    Number,
    Text,
    List,
    Object,
}

/// <summary>A JSON value with its line.</summary>
internal sealed record Node(NodeKind Kind, int Line)
{
    public bool Flag { get; init; }

    public decimal Number { get; init; }

    public string Text { get; init; } = "";

    /// <summary>Of a member of an object; "" otherwise.</summary>
    public string Name { get; init; } = "";

    /// <summary>Of a list, or members of an object: in the order of the file; the first of two of a name.</summary>
    public ImmutableArray<Node> Items { get; init; } = [];
}
