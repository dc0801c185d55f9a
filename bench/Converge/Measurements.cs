using System.Globalization;

namespace Bench.Converge;

/// <summary>Times by what was done and who did it; prints medians and ratios.</summary>
internal sealed class Measurements
{
    private readonly Dictionary<(string Work, string Peer), List<double>> _times = [];

    public void Add(string work, string peer, TimeSpan time)
    {
        if (!_times.TryGetValue((work, peer), out var times))
        {
            _times[(work, peer)] = times = [];
        }

        times.Add(time.TotalSeconds);
        Console.Error.WriteLine($"{work,-28} {peer,-8} {time.TotalSeconds:F2} s");
    }

    public void Print()
    {
        Console.WriteLine("| | infra min/median/max | ansible min/median/max | ratio of medians |");
        Console.WriteLine("| --- | --- | --- | --- |");
        foreach (var work in _times.Keys.Where(k => k.Peer == "infra").Select(k => k.Work))
        {
            var peer = _times.GetValueOrDefault((work, "ansible")) ?? _times.GetValueOrDefault((work.Split(',')[0], "ansible"));
            var ratio = peer is null ? "" : (Median(_times[(work, "infra")]) / Median(peer)).ToString("F3", CultureInfo.InvariantCulture);
            Console.WriteLine($"| {work} | {Range(_times[(work, "infra")])} | {(peer is null ? "" : Range(peer))} | {ratio} |");
        }
    }

    private static string Range(List<double> times) =>
        string.Create(CultureInfo.InvariantCulture, $"{times.Min():F2} / **{Median(times):F2}** / {times.Max():F2} s (n={times.Count})");

    private static double Median(List<double> times)
    {
        var sorted = times.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
