using System.Globalization;
using System.Text.RegularExpressions;

namespace Bench.Engine;

/// <summary>infra, with state in a file and secrets as it keeps them by default, and the program in bench/Things.</summary>
/// <param name="command">This program, compiled as the command itself is.</param>
/// <param name="repository">Where the program is.</param>
/// <param name="program">How infra compiles that: as everybody's, or to machine code.</param>
internal sealed partial class InfraPeer(string command, string repository, string program) : IPeer
{
    public const string Usual = "usual";
    public const string Native = "native";
    private const string Stack = "bench";

    public async Task PrepareAsync(Graph graph, string directory, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(Path.Combine(directory, "Pulumi.yaml"), $"name: bench\nruntime: dotnet\nmain: {Path.Combine(repository, "bench", program == Native ? "NativeThings" : "Things")}\n", cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(directory, $"Pulumi.{Stack}.yaml"), "config: {}\n", cancellationToken);
        await Command.RunAsync(command, ["infra", "stack", "init", Stack, "--non-interactive"], directory, Environment(Work.NewPreview, graph, directory), cancellationToken);
        // The first command builds the program, if that has not been done.
        await RunAsync(Work.NewPreview, new Graph(1, Chained: false), directory, cancellationToken);
    }

    public async Task<Sample> RunAsync(Work work, Graph graph, string directory, CancellationToken cancellationToken)
    {
        string[] yes = work.Operation == "preview" ? [] : ["--yes"];
        var (seconds, _, output, _) = await Command.RunAsync(
            command, ["infra", work.Operation, "--stack", Stack, "--non-interactive", "--verbose", .. yes], directory, Environment(work, graph, directory), cancellationToken);
        var programMemory = PeakMemory.Read(directory, "program");
        return new Sample(seconds, (PeakMemory.Read(directory, "engine") ?? throw new InvalidOperationException("the engine did not tell its memory")) + (programMemory ?? 0))
        {
            ProgramMemory = programMemory,
            Engine = OwnTime().Match(output) is { Success: true } match ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null,
        };
    }

    private static Dictionary<string, string> Environment(Work work, Graph graph, string directory)
    {
        File.Delete(Path.Combine(directory, "program.peak"));
        return new()
        {
            [PeakMemory.Variable] = directory,
            ["BENCH_COUNT"] = graph.Count.ToString(CultureInfo.InvariantCulture),
            ["BENCH_CHAINED"] = graph.Chained ? "1" : "",
            ["BENCH_VALUE"] = work.Value,
            ["HOME"] = directory,
            ["PULUMI_BACKEND_URL"] = "file://" + directory,
            ["NUGET_PACKAGES"] = Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        };
    }

    [GeneratedRegex(@"the engine ([0-9.]+) s")]
    private static partial Regex OwnTime();
}
