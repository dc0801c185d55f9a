using System.Diagnostics;
using System.Globalization;

namespace Bench.Engine;

/// <summary>A command run and measured from outside, by GNU time.</summary>
internal static class Command
{
    private const string Time = "/usr/bin/time";

    /// <summary>Its seconds, the most memory that it or one of its children had (MiB), what it wrote to its standard output, and its exit code: 0 or the other that is expected.</summary>
    /// <exception cref="InvalidOperationException">It failed; what it wrote is in the message.</exception>
    public static async Task<(double Seconds, double Memory, string Output, int ExitCode)> RunAsync(
        string file, IEnumerable<string> arguments, string directory, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken, int otherExitCode = 0)
    {
        var notes = Path.Combine(directory, "time");
        var info = new ProcessStartInfo(Time, ["-f", "%M", "-o", notes, file, .. arguments])
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }

        var clock = Stopwatch.StartNew();
        using var process = Process.Start(info) ?? throw new InvalidOperationException($"{Time} did not start");
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            var seconds = clock.Elapsed.TotalSeconds;
            return process.ExitCode == 0 || process.ExitCode == otherExitCode
                ? (seconds, double.Parse((await File.ReadAllLinesAsync(notes, cancellationToken))[^1], CultureInfo.InvariantCulture) / 1024, await output, process.ExitCode)
                : throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} ended with {process.ExitCode}\n{await output}\n{await error}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }
}
