using System.Globalization;

namespace Bench.Engine;

/// <summary>The most memory that this process alone has had, told to who measures it through a file.</summary>
internal static class PeakMemory
{
    /// <summary>Names the directory of the files.</summary>
    public const string Variable = "BENCH_PEAKS";

    private const string Label = "VmHWM:";

    public static void Note(string who)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } directory)
        {
            var line = File.ReadLines("/proc/self/status").First(text => text.StartsWith(Label, StringComparison.Ordinal));
            File.WriteAllText(FileOf(directory, who), line[Label.Length..^"kB".Length].Trim());
        }
    }

    /// <summary>In MiB; null if it was not told.</summary>
    public static double? Read(string directory, string who) => File.Exists(FileOf(directory, who))
        ? double.Parse(File.ReadAllText(FileOf(directory, who)), CultureInfo.InvariantCulture) / 1024
        : null;

    private static string FileOf(string directory, string who) => Path.Combine(directory, who + ".peak");
}
