using System.Globalization;

namespace Bench.Engine;

/// <summary>What is made: so many resources, each alone or each of the one before.</summary>
internal sealed record Graph(int Count, bool Chained)
{
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Count:N0} {(Chained ? "chained" : "independent")}");
}
