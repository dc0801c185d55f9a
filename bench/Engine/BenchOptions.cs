using System.Collections.Immutable;
using System.CommandLine;

namespace Bench.Engine;

/// <summary>What is measured, and how often.</summary>
/// <param name="Runs">Of infra.</param>
/// <param name="TerraformRuns">Of Terraform; 0: none.</param>
/// <param name="TerraformIndependent">The largest independent graph that Terraform gets.</param>
/// <param name="TerraformChained">The largest chained graph that Terraform gets.</param>
/// <param name="TerraformLimit">After so long a command of Terraform is cut short.</param>
/// <param name="Graphs">In this order.</param>
/// <param name="Programs">How infra's program is compiled, in this order.</param>
internal sealed record BenchOptions(int Runs, int TerraformRuns, int TerraformIndependent, int TerraformChained, TimeSpan TerraformLimit, ImmutableArray<Graph> Graphs, ImmutableArray<string> Programs)
{
    public bool IsForTerraform(Graph graph) => TerraformRuns > 0 && graph.Count <= (graph.Chained ? TerraformChained : TerraformIndependent);

    /// <summary>Runs the action with the options of the command line, or says what is wrong with that.</summary>
    public static Task<int> ParseAsync(string[] arguments, Func<BenchOptions, CancellationToken, Task<int>> action)
    {
        var runs = Number("--runs", 3, "Runs of infra");
        var terraformRuns = Number("--terraform-runs", 3, "Runs of Terraform; 0 leaves it out");
        var independent = Number("--terraform-independent", 1000, "The largest independent graph that Terraform gets (5,000 take about 20 minutes a run)");
        var chained = Number("--terraform-chained", 100, "The largest chained graph that Terraform gets (1,000 take about 15 minutes a run)");
        var limit = Number("--terraform-limit", 3600, "Seconds after which a command of Terraform is cut short; the table says so, and what comes next begins as if it had ended");
        var counts = new Option<int[]>("--counts") { Description = "Sizes of the graphs", DefaultValueFactory = _ => [100, 1000, 5000, 10_000], AllowMultipleArgumentsPerToken = true };
        var shapes = new Option<string[]>("--shapes") { Description = "independent, chained", DefaultValueFactory = _ => ["independent", "chained"], AllowMultipleArgumentsPerToken = true };
        shapes.AcceptOnlyFromAmong("independent", "chained");
        var programs = new Option<string[]>("--programs") { Description = "As infra builds everybody's, or with <PublishAot> in the project: usual, native", DefaultValueFactory = _ => [InfraPeer.Usual, InfraPeer.Native], AllowMultipleArgumentsPerToken = true };
        programs.AcceptOnlyFromAmong(InfraPeer.Usual, InfraPeer.Native);
        var root = new RootCommand("Measures infra's engine beside Terraform; prints a table in Markdown.") { runs, terraformRuns, independent, chained, limit, counts, shapes, programs };
        root.SetAction((parsed, cancellationToken) => action(
            new BenchOptions(
                parsed.GetValue(runs), parsed.GetValue(terraformRuns), parsed.GetValue(independent), parsed.GetValue(chained),
                TimeSpan.FromSeconds(parsed.GetValue(limit)),
                [.. parsed.GetValue(counts)!.SelectMany(count => parsed.GetValue(shapes)!.Select(shape => new Graph(count, shape == "chained")))],
                [.. parsed.GetValue(programs)!]),
            cancellationToken));
        return root.Parse(arguments).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
    }

    private static Option<int> Number(string name, int otherwise, string description) => new(name) { Description = description, DefaultValueFactory = _ => otherwise };
}
