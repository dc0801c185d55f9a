using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Infra.Engine.Diagnostics;
using Infra.Protocol.Processes;

namespace Infra.Engine.Plugins;

/// <summary>
/// A plugin's process, in a session of its own. Both its streams are read as long as it lives. It ends when it is
/// disposed, politely and then firmly, and also when this process is killed.
/// </summary>
internal sealed partial class PluginProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private const int KeptLines = 20;

    /// <summary>The pipe on standard input ends with the engine, however that ended; then the whole session goes.</summary>
    internal const string Guard = """
        exec 3<&0
        "$@" <&3 3<&- &
        plugin=$!
        { cat <&3; trap '' TERM; kill -TERM 0; sleep 5; kill -KILL 0; } >/dev/null 2>&1 &
        guard=$!
        exec <&- 3<&-
        trap 'kill -TERM $plugin' TERM
        wait $plugin; code=$?
        while kill -0 $plugin 2>/dev/null; do wait $plugin; code=$?; done
        trap '' TERM
        kill -KILL $guard 2>/dev/null
        exit $code
        """;

    private readonly Process _process;
    private readonly string _package;
    private readonly Action<string> _log;
    private readonly Queue<string> _last = new();
    private readonly PluginLines _output;
    private Task _reading = Task.CompletedTask;

    private PluginProcess(Process process, string package, Action<string> log)
    {
        (_process, _package, _log) = (process, package, log);
        _output = new PluginLines(process.StandardOutput);
    }

    public int Port { get; private set; }

    public bool HasExited => _process.HasExited;

    /// <summary>Starts it and waits for its port.</summary>
    /// <param name="package">Whose plugin.</param>
    /// <param name="info">What to run.</param>
    /// <param name="patience">How long the port may take.</param>
    /// <param name="log">Gets its lines.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="InfraException">INF4303: it did not start, and why.</exception>
    public static async Task<PluginProcess> StartAsync(string package, ProcessStartInfo info, TimeSpan patience, Action<string> log, CancellationToken cancellationToken)
    {
        var plugin = new PluginProcess(Start(package, info), package, log);
        try
        {
            var errors = plugin.PumpAsync(new PluginLines(plugin._process.StandardError));
            plugin._reading = errors;
            plugin.Port = await plugin.ReadPortAsync(patience, cancellationToken);
            plugin._reading = Task.WhenAll(errors, plugin.PumpAsync(plugin._output));
            return plugin;
        }
        catch
        {
            await plugin.DisposeAsync();
            throw;
        }
    }

    /// <summary>How it ended, if it has within the given time, and what it said last: for a message.</summary>
    public async Task<string> ObituaryAsync(TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
            await _reading.WaitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // It lives, or what it started holds its streams.
        }

        var end = _process.HasExited ? $"It ended with exit code {_process.ExitCode.ToString(CultureInfo.InvariantCulture)}." : "It still runs.";
        lock (_last)
        {
            return _last.Count == 0 ? end : $"{end} Its last lines:\n  {string.Join("\n  ", _last)}";
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _ = Kill(-_process.Id, Terminate) == 0 ? 0 : Kill(_process.Id, Terminate);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await _process.WaitForExitAsync(patience.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
            }
        }

        // What it left running in its session goes as well.
        _ = Kill(-_process.Id, 9);
        await _reading.WaitAsync(TimeSpan.FromSeconds(1)).ContinueWith(_ => { }, TaskScheduler.Default);
        _process.Dispose();
    }

    private static Process Start(string package, ProcessStartInfo info)
    {
        info.RedirectStandardInput = info.RedirectStandardOutput = info.RedirectStandardError = true;
        info.UseShellExecute = false;
        if (OwnSession.IsAvailable)
        {
            string[] command = [info.FileName, .. info.ArgumentList];
            info.FileName = "/bin/sh";
            info.ArgumentList.Clear();
            foreach (var argument in (string[])["-c", Guard, "plugin", .. command])
            {
                info.ArgumentList.Add(argument);
            }
        }

        try
        {
            return ChildProcess.Start(OwnSession.Of(info));
        }
        catch (Win32Exception e)
        {
            throw Failed(package, info.FileName, e.Message);
        }
    }

    private async Task<int> ReadPortAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        string? line;
        try
        {
            line = await _output.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed(_package, "", $"It did not print its port within {patience.TotalSeconds:0} s. {await ObituaryAsync(TimeSpan.Zero)}");
        }

        if (line is null)
        {
            throw Failed(_package, "", $"It printed no port. {await ObituaryAsync(TimeSpan.FromSeconds(2))}");
        }

        var text = Progress().Replace(line, "").Trim();
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue
            ? port
            : throw Failed(_package, "", $"Its first line should be a port, and is '{(text.Length > 200 ? text[..200] + "…" : text)}'. {await ObituaryAsync(TimeSpan.FromMilliseconds(500))}");
    }

    private async Task PumpAsync(PluginLines lines)
    {
        try
        {
            while (await lines.ReadAsync(CancellationToken.None) is { } line)
            {
                if (line.Length > 0)
                {
                    Keep(line);
                    _log(line);
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The process is gone.
        }
    }

    private void Keep(string line)
    {
        lock (_last)
        {
            _last.Enqueue(line);
            if (_last.Count > KeptLines)
            {
                _last.Dequeue();
            }
        }
    }

    private static InfraException Failed(string package, string place, string detail) => new(
        "INF4303", $"The plugin of provider '{package}' did not start", detail, "Its own message above says more, if there is one. Start it by hand to see what it prints: the first line has to be a port.", place);

    /// <summary>What terminals take for the progress of a command.</summary>
    [GeneratedRegex(@"\x1b\][^\x1b\x07]*(\x1b\\|\x07)")]
    private static partial Regex Progress();

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
