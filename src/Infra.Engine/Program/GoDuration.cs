using System.Globalization;
using System.Text.RegularExpressions;

namespace Infra.Engine.Program;

/// <summary>Durations as Pulumi's peers write them: 1h30m, 5m, 1.5s, 300ms, 42ns.</summary>
internal static partial class GoDuration
{
    private const int MaximumLength = 100;

    /// <summary>Null if the text is none.</summary>
    public static TimeSpan? TryParse(string text)
    {
        if (text == "0")
        {
            return TimeSpan.Zero;
        }

        if (text.Length > MaximumLength || !Whole().IsMatch(text))
        {
            return null;
        }

        var ticks = Part().Matches(text).Sum(part => double.Parse(part.Groups["number"].Value, CultureInfo.InvariantCulture) * TicksPer(part.Groups["unit"].Value));
        return ticks < TimeSpan.MaxValue.Ticks ? TimeSpan.FromTicks((long)ticks) : null;
    }

    private static double TicksPer(string unit) => unit switch
    {
        "ns" => 0.01,
        "ms" => TimeSpan.TicksPerMillisecond,
        "s" => TimeSpan.TicksPerSecond,
        "m" => TimeSpan.TicksPerMinute,
        "h" => TimeSpan.TicksPerHour,
        _ => TimeSpan.TicksPerMicrosecond,
    };

    [GeneratedRegex(@"^((\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h))+$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"(?<number>\d+\.?\d*|\.\d+)(?<unit>ns|us|µs|μs|ms|s|m|h)")]
    private static partial Regex Part();
}
