namespace Bench.Engine;

/// <summary>What is made: so many resources, each alone or each of the one before; the first has the given value.</summary>
internal sealed record Graph(int Count, bool Chained, string Value)
{
    public string Name => $"{(Chained ? "chained" : "independent")} {Count}";
}
