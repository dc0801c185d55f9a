using System.Diagnostics;

namespace EndToEnd.Tests.Support;

/// <summary>What a command said and how it ended.</summary>
internal sealed record CommandResult(string CommandLine, int ExitCode, string Output, string Error, TimeSpan Duration)
{
    /// <summary>This result, once the exit code is the expected one; otherwise the test fails with everything that was said.</summary>
    public CommandResult ShouldExit(int code)
    {
        ExitCode.ShouldBe(code, $"{CommandLine}\n--- output\n{Output}\n--- error\n{Error}");
        return this;
    }

    public string All => Output + Error;
}

/// <summary>Runs a command to its end within a time limit; on the limit it is killed and the test fails.</summary>
internal static class Command
{
    public static async Task<CommandResult> RunAsync(
        string file,
        IEnumerable<string> arguments,
        string? directory = null,
        IReadOnlyDictionary<string, string?>? environment = null,
        TimeSpan? timeout = null,
        string input = "")
    {
        var info = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = directory ?? Repository.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            info.Environment[name] = value;
        }

        var clock = Stopwatch.StartNew();
        using var process = Process.Start(info)!;
        using var limit = new CancellationTokenSource(timeout ?? TimeSpan.FromMinutes(5));
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var line = $"{Path.GetFileName(file)} {string.Join(' ', info.ArgumentList)}";
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException e)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{line} did not end within {timeout}:\n{await output}\n{await error}", e);
        }

        return new CommandResult(line, process.ExitCode, await output, await error, clock.Elapsed);
    }
}
