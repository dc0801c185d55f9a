using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Infra.Engine.Events;
using Infra.Engine.Execution;
using Infra.Protocol.Processes;

namespace Infra.Engine.Program;

/// <summary>The running program: its lines become events, and it is ended politely, then firmly.</summary>
internal static class ProgramProcess
{
    private const int Interrupt = 2;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="Win32Exception">It could not be started.</exception>
    public static async Task<ProgramEnd> RunAsync(ProgramCommand command, IReadOnlyDictionary<string, string> environment, EventSink events, CancellationToken cancellationToken)
    {
        var info = new ProcessStartInfo(command.File, command.Arguments)
        {
            WorkingDirectory = command.WorkingDirectory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment.Concat(command.Environment))
        {
            info.Environment[name] = value;
        }

        using var process = ChildProcess.Start(OwnSession.Bound(info));
        if (!OwnSession.IsAvailable)
        {
            process.StandardInput.Close();
        }

        var output = PumpAsync(process.StandardOutput, isError: false, events);
        var error = PumpAsync(process.StandardError, isError: true, events);
        await WaitAsync(process, cancellationToken);
        process.StandardInput.Close();
        // A child of the program's may hold its streams open for ever.
        await Task.WhenAny(Task.WhenAll(output, error), Task.Delay(_patience, CancellationToken.None));
        return new ProgramEnd(process.ExitCode, error is { IsCompleted: true, Result: true });
    }

    private static async Task WaitAsync(Process process, CancellationToken cancellationToken)
    {
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await EndAsync(process);
        }
    }

    private static async Task EndAsync(Process process)
    {
        // Its session is a process group; a program without one is told alone.
        if (Kill(-process.Id, Interrupt) != 0)
        {
            _ = Kill(process.Id, Interrupt);
        }

        using var patience = new CancellationTokenSource(_patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>Whether it said anything.</summary>
    private static async Task<bool> PumpAsync(StreamReader reader, bool isError, EventSink events)
    {
        var said = false;
        while (await reader.ReadLineAsync() is { } line)
        {
            said |= line.Length > 0;
            events.Send(now => new ProgramOutputEvent(now, line, isError));
        }

        return said;
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
