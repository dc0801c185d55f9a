using System.Diagnostics;
using System.Text;
using Infra.Protocol.Processes;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Local.Host;

/// <summary>Runs the computer's own tools, with a clean environment: nothing of ours is for a machine's long-lived processes to see.</summary>
internal static class HostCommand
{
    private const string SearchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private static readonly TimeSpan _usualLimit = TimeSpan.FromSeconds(60);

    /// <summary>The full path of a tool, or null when it is not installed.</summary>
    public static string? Find(string tool) => SearchPath.Split(':').Select(d => Path.Combine(d, tool)).FirstOrDefault(File.Exists);

    /// <summary>Its output, once it succeeded; otherwise an error with what it said.</summary>
    public static async Task<string> RunAsync(string tool, string[] arguments, CancellationToken cancellationToken, string input = "")
    {
        var result = await TryAsync(tool, arguments, cancellationToken, input);
        return result.Succeeded ? result.Output : throw Failure(tool, arguments, result.ExitCode, result.Error + result.Output);
    }

    /// <summary>What it said and how it ended, whatever that was.</summary>
    public static async Task<ProcessResult> TryAsync(string tool, string[] arguments, CancellationToken cancellationToken, string input = "")
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_usualLimit);
        try
        {
            return await ChildProcess.RunAsync(Info(tool, arguments), Encoding.UTF8.GetBytes(input), limit.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ProviderException($"'{Line(tool, arguments)}' did not end within {_usualLimit.TotalSeconds:0} s", e);
        }
    }

    /// <summary>Runs something long; every line it says is passed on as it comes.</summary>
    public static async Task RunLongAsync(string tool, string[] arguments, string input, TimeSpan timeout, Action<string> said, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        var info = Info(tool, arguments);
        info.RedirectStandardInput = info.RedirectStandardOutput = info.RedirectStandardError = true;
        using var process = ChildProcess.Start(info);
        var last = new Queue<string>();
        try
        {
            await Task.WhenAll(
                SayAsync(process.StandardInput, input, limit.Token),
                ListenAsync(process.StandardOutput, last, said, limit.Token),
                ListenAsync(process.StandardError, last, said, limit.Token),
                process.WaitForExitAsync(limit.Token));
        }
        catch (OperationCanceledException e)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw new ProviderException($"{Path.GetFileName(tool)} did not end within {timeout.TotalMinutes:0} minutes. It last said:\n{Join(last)}", e);
        }

        if (process.ExitCode != 0)
        {
            throw Failure(tool, [], process.ExitCode, Join(last));
        }
    }

    private static ProcessStartInfo Info(string tool, string[] arguments)
    {
        var file = Find(tool) ?? throw new ProviderException($"{tool} is not installed on this computer");
        var info = new ProcessStartInfo(file, arguments) { WorkingDirectory = "/" };
        info.Environment.Clear();
        info.Environment["PATH"] = SearchPath;
        info.Environment["LC_ALL"] = "C.UTF-8";
        info.Environment["HOME"] = "/root";
        return OwnSession.Of(info);
    }

    private static async Task SayAsync(StreamWriter writer, string input, CancellationToken cancellationToken)
    {
        try
        {
            await writer.WriteAsync(input.AsMemory(), cancellationToken);
            writer.Close();
        }
        catch (IOException)
        {
            // It ended without reading all of it: what it said and its exit code tell why.
        }
    }

    private static async Task ListenAsync(StreamReader reader, Queue<string> last, Action<string> said, CancellationToken cancellationToken)
    {
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            lock (last)
            {
                last.Enqueue(line);
                if (last.Count > 20)
                {
                    last.Dequeue();
                }
            }

            said(line);
        }
    }

    private static ProviderException Failure(string tool, string[] arguments, int exitCode, string said)
    {
        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new($"'{Line(tool, arguments)}' failed with exit code {exitCode}: {string.Join('\n', lines.TakeLast(20))}");
    }

    private static string Line(string tool, string[] arguments) => string.Join(' ', arguments.Prepend(tool));

    private static string Join(Queue<string> lines)
    {
        lock (lines)
        {
            return string.Join('\n', lines);
        }
    }
}
