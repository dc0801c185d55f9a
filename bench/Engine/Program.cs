using System.Globalization;
using Bench.Engine;
using Pulumi;

// Usage: dotnet run --project bench/Engine -c Release -- [runs] [terraform up to this many, independent] [the same, chained] [counts…]
if (Environment.GetEnvironmentVariable("PULUMI_MONITOR") is not null)
{
    return await Deployment.RunAsync(() =>
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("BENCH_COUNT")!, CultureInfo.InvariantCulture);
        var chained = Environment.GetEnvironmentVariable("BENCH_CHAINED") is "1";
        var last = new Thing("t0", Environment.GetEnvironmentVariable("BENCH_VALUE")!);
        for (var i = 1; i < count; i++)
        {
            last = new Thing($"t{i}", chained ? last.Value : "same");
        }
    });
}

if (args is ["preview" or "up" or "destroy", var directory])
{
    return await EngineRun.RunAsync(args[0], directory);
}

int Number(int at, int otherwise) => args.Length > at ? int.Parse(args[at], CultureInfo.InvariantCulture) : otherwise;
var runs = Number(0, 3);
int[] counts = args.Length > 3 ? [.. args[3..].Select(a => int.Parse(a, CultureInfo.InvariantCulture))] : [100, 1000, 5000, 10000];
(string Name, string Operation, bool Changed)[] work =
[
    ("preview of a new stack", "preview", false), ("up", "up", false), ("preview, unchanged", "preview", false),
    ("up, one input changed", "up", true), ("destroy", "destroy", true),
];

Console.WriteLine("| resources | | infra s | MiB | Terraform s | MiB | ratio |");
Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
foreach (var graph in counts.SelectMany(count => new[] { new Graph(count, false, "one"), new Graph(count, true, "one") }))
{
    var infra = await RunsAsync(graph, Peers.InfraAsync);
    var measuresTerraform = graph.Count <= (graph.Chained ? Number(2, 100) : Number(1, 1000));
    var terraform = measuresTerraform ? await RunsAsync(graph, Peers.TerraformAsync) : [];
    foreach (var (name, _, _) in work)
    {
        var (seconds, memory) = infra[name];
        var other = terraform.TryGetValue(name, out var peer) ? $"{Text(peer.Seconds, "F2")} | {Text(peer.Memory, "F0")} | {Text(seconds / peer.Seconds, "F3")}" : "| |";
        Console.WriteLine($"| {graph.Name} | {name} | {Text(seconds, "F2")} | {Text(memory, "F0")} | {other} |");
    }
}

return 0;

async Task<Dictionary<string, (double Seconds, double Memory)>> RunsAsync(Graph graph, Func<string, string, Graph, Task<(double Seconds, double Memory)>> peer)
{
    var figures = work.ToDictionary(w => w.Name, _ => new List<(double Seconds, double Memory)>());
    for (var run = 0; run < runs; run++)
    {
        var place = Directory.CreateTempSubdirectory("infra-bench-");
        foreach (var (name, operation, changed) in work)
        {
            figures[name].Add(await peer(operation, place.FullName, changed ? graph with { Value = "two" } : graph));
        }

        place.Delete(recursive: true);
    }

    return figures.ToDictionary(f => f.Key, f => (Median(f.Value.Select(v => v.Seconds)), Median(f.Value.Select(v => v.Memory))));
}

static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
