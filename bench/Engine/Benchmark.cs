namespace Bench.Engine;

/// <summary>Runs everything in turn, so that a busy minute meets both peers, and prints the table.</summary>
internal static class Benchmark
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        try
        {
            return await BenchOptions.ParseAsync(arguments, RunAsync);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("stopped");
            return 1;
        }
        catch (InvalidOperationException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static async Task<int> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        using var build = new Place();
        var repository = Repository.Find();
        var infra = new InfraPeer(await Repository.PublishAsync(repository, build.Path, cancellationToken), repository);
        var table = new Table(Console.Out);
        table.Begin();
        foreach (var graph in options.Graphs)
        {
            var (ours, theirs) = (new Samples(), new Samples());
            for (var run = 0; run < Math.Max(options.Runs, options.TerraformRuns); run++)
            {
                if (run < options.Runs)
                {
                    await ours.AddAsync(infra, graph, cancellationToken);
                }

                if (run < options.TerraformRuns && options.IsForTerraform(graph))
                {
                    await theirs.AddAsync(new TerraformPeer(options.TerraformLimit), graph, cancellationToken);
                }
            }

            table.Add(graph, ours, theirs);
        }

        return 0;
    }
}
