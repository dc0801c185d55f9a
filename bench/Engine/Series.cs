using System.Globalization;

namespace Bench.Engine;

/// <summary>The same figure of several runs.</summary>
internal sealed class Series(IEnumerable<double> values)
{
    private readonly double[] _sorted = [.. values.Order()];

    public int Count => _sorted.Length;

    public double Least => _sorted[0];

    public double Most => _sorted[^1];

    public double Median => Count % 2 == 1 ? _sorted[Count / 2] : (_sorted[(Count / 2) - 1] + _sorted[Count / 2]) / 2;

    /// <summary>"least / **median** / most"; the value alone if there is one.</summary>
    public string ToText(string format) => Count == 1 ? Text(Median, format) : $"{Text(Least, format)} / **{Text(Median, format)}** / {Text(Most, format)}";

    public static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
