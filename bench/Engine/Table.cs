namespace Bench.Engine;

/// <summary>The result as a table in Markdown.</summary>
internal sealed class Table(TextWriter writer)
{
    public void Begin()
    {
        writer.WriteLine("| | infra, s | of which the engine | infra, MiB (program) | Terraform, s | MiB | ratio of time, memory | wanted |");
        writer.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
    }

    public void Add(string name, Graph graph, Samples ours, Samples theirs)
    {
        foreach (var work in Work.All)
        {
            if (ours.Of(work, s => s.Seconds) is { } seconds)
            {
                writer.WriteLine(Row(name, graph, work, seconds, ours, theirs));
            }
        }

        writer.Flush();
    }

    private static string Row(string name, Graph graph, Work work, Series seconds, Samples ours, Samples theirs)
    {
        var (engine, memory) = (ours.Of(work, s => s.Engine), ours.Of(work, s => s.Memory)!);
        var program = ours.Of(work, s => s.ProgramMemory) is { } part ? $" ({Series.Text(part.Median, "F0")})" : "";
        var (theirSeconds, theirMemory) = (theirs.Of(work, s => s.Seconds), theirs.Of(work, s => s.Memory));
        var ratio = theirSeconds is null ? null : (double?)seconds.Median / theirSeconds.Median;
        var memoryRatio = theirMemory is null ? null : (double?)memory.Median / theirMemory.Median;
        var (more, less) = theirs.IsCut(work) ? ("over ", "under ") : ("", "");
        string[] cells =
        [
            $"{name}: {work.Name}",
            $"{seconds.ToText("F2")}{Runs(seconds)}",
            engine is null ? "" : Series.Text(engine.Median, "F2"),
            $"{Series.Text(memory.Median, "F0")}{program}",
            theirSeconds is null ? "" : $"{more}{theirSeconds.ToText("F2")}{Runs(theirSeconds)}",
            theirMemory is null ? "" : more + Series.Text(theirMemory.Median, "F0"),
            ratio is null ? "" : $"{less}{Series.Text(ratio.Value, "F3")}, {Series.Text(memoryRatio!.Value, "F2")}",
            string.Join("; ", Demands(Wanted.Of(graph, work), seconds.Median, engine?.Median, ratio, memoryRatio, theirs.IsCut(work) ? "not shown" : "not reached")),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static IEnumerable<string> Demands(Wanted wanted, double seconds, double? engine, double? ratio, double? memoryRatio, string otherwise)
    {
        (string Text, double? Most, double? Found, string Otherwise)[] demands =
        [
            ("time {0}", wanted.Ratio, ratio, otherwise), ("under {0} s", wanted.Seconds, seconds, "not reached"), ("the engine under {0} s", wanted.EngineSeconds, engine, "not reached"), ("memory {0}", Wanted.Memory, memoryRatio, otherwise),
        ];
        return demands.Where(d => d.Most is not null)
            .Select(d => string.Format(System.Globalization.CultureInfo.InvariantCulture, d.Text, d.Most) + (d.Found > d.Most ? ": " + d.Otherwise : ""));
    }

    private static string Runs(Series series) => $" ({series.Count})";
}
