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
        var command = await Repository.PublishAsync(repository, build.Path, cancellationToken);
        var table = new Table(Console.Out);
        table.Begin();
        foreach (var graph in options.Graphs)
        {
            var ours = options.Programs.ToDictionary(program => program, _ => new Samples());
            var theirs = new Samples();
            for (var run = 0; run < Math.Max(options.Runs, options.TerraformRuns); run++)
            {
                foreach (var (program, samples) in ours.Where(_ => run < options.Runs))
                {
                    await samples.AddAsync(new InfraPeer(command, repository, program), graph, cancellationToken);
                }

                if (run < options.TerraformRuns && options.IsForTerraform(graph))
                {
                    await theirs.AddAsync(new TerraformPeer(options.TerraformLimit), graph, cancellationToken);
                }
            }

            foreach (var (program, samples) in ours)
            {
                table.Add(program == InfraPeer.Native ? $"{graph.Name}, native program" : graph.Name, graph, samples, theirs);
            }
        }

        return 0;
    }
}
