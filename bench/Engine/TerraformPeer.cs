using System.Globalization;
using System.Text;

namespace Bench.Engine;

/// <summary>Terraform with its built-in terraform_data, which makes nothing either.</summary>
/// <param name="limit">After so long a command is cut short.</param>
internal sealed class TerraformPeer(TimeSpan limit) : IPeer
{
    private const int Killed = 128 + 9;

    private static readonly Dictionary<string, string> _environment = new() { ["CHECKPOINT_DISABLE"] = "1", ["TF_IN_AUTOMATION"] = "1" };

    public async Task PrepareAsync(Graph graph, string directory, CancellationToken cancellationToken)
    {
        await WriteAsync(graph, Work.NewPreview, directory, cancellationToken);
        await Command.RunAsync("terraform", ["init", "-input=false", "-no-color"], directory, _environment, cancellationToken);
    }

    public async Task<Sample> RunAsync(Work work, Graph graph, string directory, CancellationToken cancellationToken)
    {
        await WriteAsync(graph, work, directory, cancellationToken);
        string[] arguments = work.Operation switch
        {
            "preview" => ["plan"],
            "up" => ["apply", "-auto-approve"],
            _ => ["destroy", "-auto-approve"],
        };
        var result = await Command.RunAsync(
            "timeout", ["--foreground", "-s", "KILL", Series.Text(limit.TotalSeconds, "F0"), "terraform", .. arguments, "-input=false", "-no-color"], directory, _environment, cancellationToken, Killed);
        var wasCut = result.ExitCode == Killed;
        if (wasCut && work.Operation == "up")
        {
            await TerraformState.WriteAsync(directory, graph, work.Value, cancellationToken);
        }

        return new Sample(result.Seconds, result.Memory) { WasCut = wasCut };
    }

    private static Task WriteAsync(Graph graph, Work work, string directory, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        for (var i = 0; i < graph.Count; i++)
        {
            var value = i > 0 && graph.Chained ? $"terraform_data.t{i - 1}.output" : $"\"{(i == 0 ? work.Value : "same")}\"";
            text.Append(CultureInfo.InvariantCulture, $"resource \"terraform_data\" \"t{i}\" {{\n  input = {value}\n}}\n");
        }

        return File.WriteAllTextAsync(Path.Combine(directory, "main.tf"), text.ToString(), cancellationToken);
    }
}
