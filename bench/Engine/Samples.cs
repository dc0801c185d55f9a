namespace Bench.Engine;

/// <summary>All runs of one peer with one graph.</summary>
internal sealed class Samples
{
    private readonly Dictionary<Work, List<Sample>> _byWork = Work.All.ToDictionary(work => work, _ => new List<Sample>());

    /// <summary>One more run, in a directory of its own.</summary>
    public async Task AddAsync(IPeer peer, Graph graph, CancellationToken cancellationToken)
    {
        using var place = new Place();
        await peer.PrepareAsync(graph, place.Path, cancellationToken);
        foreach (var work in Work.All)
        {
            var sample = await peer.RunAsync(work, graph, place.Path, cancellationToken);
            _byWork[work].Add(sample);
            await Console.Error.WriteLineAsync($"{peer.GetType().Name}: {graph.Name}, {work.Name}: {(sample.WasCut ? "cut short at " : "")}{Series.Text(sample.Seconds, "F2")} s, {Series.Text(sample.Memory, "F0")} MiB");
        }
    }

    /// <summary>The median is of a run that was cut short.</summary>
    public bool IsCut(Work work) => _byWork[work].OrderBy(sample => sample.Seconds).ElementAtOrDefault(_byWork[work].Count / 2) is { WasCut: true };

    /// <summary>A figure of each run; null if there is none.</summary>
    public Series? Of(Work work, Func<Sample, double?> figure) =>
        _byWork[work].Select(figure).OfType<double>().ToArray() is { Length: > 0 } values ? new Series(values) : null;
}
