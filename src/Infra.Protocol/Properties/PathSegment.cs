using System.Globalization;

namespace Infra.Protocol.Properties;

/// <summary>One element of a <see cref="PropertyPath"/>.</summary>
public abstract record PathSegment
{
    /// <summary>True if this pattern is about that element.</summary>
    public abstract bool Matches(PathSegment other);
}

public sealed record KeySegment(string Name) : PathSegment
{
    public override bool Matches(PathSegment other) => other switch
    {
        KeySegment key => key.Name == Name,
        IndexSegment index => index.Index.ToString(CultureInfo.InvariantCulture) == Name,
        _ => false,
    };
}

public sealed record IndexSegment(int Index) : PathSegment
{
    public override bool Matches(PathSegment other) => other is IndexSegment index && index.Index == Index;
}

/// <summary>Any key or index: *.</summary>
public sealed record AnySegment : PathSegment
{
    public static AnySegment Instance { get; } = new();

    public override bool Matches(PathSegment other) => true;
}
