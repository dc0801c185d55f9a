using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Bench.Engine;

/// <summary>A command from outside: its seconds, and the most memory that it or one of its children had, in MiB.</summary>
internal static class Peers
{
    public static async Task<(double Seconds, double Memory)> InfraAsync(string operation, string directory, Graph graph)
    {
        var itself = typeof(Peers).Assembly.Location;
        await File.WriteAllTextAsync(Path.Combine(directory, "Pulumi.yaml"), $"name: bench\nruntime: {{ name: dotnet, options: {{ binary: {itself} }} }}\n");
        return await MeasureAsync("dotnet", [itself, operation, directory], directory, graph);
    }

    public static async Task<(double Seconds, double Memory)> TerraformAsync(string operation, string directory, Graph graph)
    {
        await File.WriteAllTextAsync(Path.Combine(directory, "main.tf"), Terraform(graph));
        string[] arguments = operation switch
        {
            "preview" => ["plan", "-input=false", "-no-color"],
            "up" => ["apply", "-input=false", "-no-color", "-auto-approve"],
            _ => ["destroy", "-input=false", "-no-color", "-auto-approve"],
        };
        if (!Directory.Exists(Path.Combine(directory, ".terraform")))
        {
            await MeasureAsync("terraform", ["init", "-input=false"], directory, graph);
        }

        return await MeasureAsync("terraform", arguments, directory, graph);
    }

    private static string Terraform(Graph graph)
    {
        var text = new StringBuilder();
        for (var i = 0; i < graph.Count; i++)
        {
            var value = i > 0 && graph.Chained ? $"terraform_data.t{i - 1}.output" : $"\"{(i == 0 ? graph.Value : "same")}\"";
            text.Append(CultureInfo.InvariantCulture, $"resource \"terraform_data\" \"t{i}\" {{\n  input = {value}\n}}\n");
        }

        return text.ToString();
    }

    private static async Task<(double Seconds, double Memory)> MeasureAsync(string file, string[] arguments, string directory, Graph graph)
    {
        var info = new ProcessStartInfo("/usr/bin/time", ["-f", "%e %M", "-o", Path.Combine(directory, "time"), file, .. arguments])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        info.Environment["BENCH_COUNT"] = graph.Count.ToString(CultureInfo.InvariantCulture);
        info.Environment["BENCH_CHAINED"] = graph.Chained ? "1" : "";
        info.Environment["BENCH_VALUE"] = graph.Value;
        using var process = Process.Start(info)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} ended with {process.ExitCode}\n{await output}\n{await error}");
        }

        var figures = (await File.ReadAllLinesAsync(Path.Combine(directory, "time")))[^1].Split(' ');
        return (double.Parse(figures[0], CultureInfo.InvariantCulture), double.Parse(figures[1], CultureInfo.InvariantCulture) / 1024);
    }
}
