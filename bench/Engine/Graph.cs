using System.Globalization;

namespace Bench.Engine;

/// <summary>What is made: so many resources, each alone or each of the one before.</summary>
internal sealed record Graph(int Count, bool Chained)
{
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Count:N0} {(Chained ? "chained" : "independent")}");

    /// <summary>What a resource's value is in the end, if the first one is given another.</summary>
    public string ValueOf(int index, string first) => index == 0 || Chained ? first : "same";
}
