using System.Diagnostics;

namespace Infra.Protocol.Processes;

/// <summary>The one place that starts processes. Arguments are visible to everybody on the computer: never pass a secret in one.</summary>
public static class ChildProcess
{
    /// <summary>Starts a process with its standard streams redirected; the caller owns and disposes it.</summary>
    public static Process Start(ProcessStartInfo info)
    {
#pragma warning disable RS0030 // the one place
        return Process.Start(info) ?? throw new InvalidOperationException($"'{info.FileName}' did not start");
#pragma warning restore RS0030
    }

    /// <summary>
    /// Runs a command to its end and returns what it said. Never throws for an exit code.
    /// Cancellation kills the process and its children. <paramref name="input"/> goes to standard input.
    /// </summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The program is not there or cannot be run.</exception>
    public static async Task<ProcessResult> RunAsync(ProcessStartInfo info, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        info.RedirectStandardInput = info.RedirectStandardOutput = info.RedirectStandardError = true;
        info.UseShellExecute = false;
        using var process = Start(info);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await WriteInputAsync(process, input, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new ProcessResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }

            throw;
        }
    }

    private static async Task WriteInputAsync(Process process, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The process ended without reading all of it: its exit code and messages say more.
        }
    }
}

public sealed record ProcessResult(int ExitCode, string Output, string Error)
{
    public bool Succeeded => ExitCode == 0;
}
