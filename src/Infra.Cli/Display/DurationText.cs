using System.Globalization;

namespace Infra.Cli.Display;

internal static class DurationText
{
    /// <summary>"0.4s", "12s", "3m05s", "1h02m".</summary>
    public static string Render(TimeSpan duration) => duration switch
    {
        { TotalSeconds: < 9.95 } => duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + "s",
        { TotalSeconds: < 59.5 } => duration.TotalSeconds.ToString("0", CultureInfo.InvariantCulture) + "s",
        { TotalHours: < 1 } => Minutes((int)Math.Round(duration.TotalSeconds)),
        _ => $"{(int)duration.TotalHours}h{duration.Minutes:00}m",
    };

    private static string Minutes(int seconds) => $"{seconds / 60}m{seconds % 60:00}s";
}
