using System.Diagnostics;

namespace Bench.Converge;

/// <summary>Runs a command from outside and says how long it took.</summary>
internal static class Timed
{
    /// <exception cref="InvalidOperationException">The command failed; its output is in the message.</exception>
    public static async Task<TimeSpan> RunAsync(string file, IEnumerable<string> arguments, string directory, IReadOnlyDictionary<string, string> environment)
    {
        var info = new ProcessStartInfo(file, arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }

        var clock = Stopwatch.StartNew();
        using var process = Process.Start(info)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var elapsed = clock.Elapsed;
        return process.ExitCode == 0
            ? elapsed
            : throw new InvalidOperationException($"{file} {string.Join(' ', info.ArgumentList)} ended with {process.ExitCode}\n{await output}\n{await error}");
    }
}
