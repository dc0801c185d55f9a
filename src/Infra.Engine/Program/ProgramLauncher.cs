using System.ComponentModel;
using Infra.Engine.Diagnostics;
using Infra.Engine.Execution;
using Infra.Engine.Workspace;
using Infra.Protocol.Providers;

namespace Infra.Engine.Program;

/// <summary>Starts the project's program with an engine to talk to, and says how it ended.</summary>
internal sealed class ProgramLauncher : IProgram
{
    private const int AlreadyReported = 32;
    private static readonly TimeSpan _silence = TimeSpan.FromSeconds(20);

    private readonly LateMonitor _monitor = new();
    private readonly CancellationTokenSource _ending = new();
    private ProgramCommand? _command;
    private ProgramServer? _server;
    private EventSink? _events;
    private Task<int> _running = Task.FromResult(0);

    public async Task StartAsync(Operation operation, EventSink events, CancellationToken cancellationToken)
    {
        _events = events;
        _command = await CommandAsync(operation.Project, events, cancellationToken);
        _server = new ProgramServer(_monitor, events, _command.WorkingDirectory);
        var environment = ProgramEnvironment.For(operation, _server.Address, _server.Address, _command.WorkingDirectory);
        _running = ProgramProcess.RunAsync(_command, environment, events, _ending.Token);
        await _server.StartAsync(cancellationToken);
    }

    public async Task<ProgramExit> RunAsync(IMonitor monitor, CancellationToken cancellationToken)
    {
        var (command, server, events) = (_command!, _server!, _events!);
        _monitor.Become(monitor);
        await using var ending = cancellationToken.Register(_ending.Cancel);
        try
        {
            await WatchAsync(_running, server, events);
            return Judge(await _running, server, command);
        }
        catch (Win32Exception e)
        {
            return new ProgramExit(false, $"the program could not be started: '{command.File}': {e.Message}");
        }
        catch (OperationCanceledException)
        {
            return new ProgramExit(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _running.ContinueWith(_ => { }, TaskScheduler.Default);
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _ending.Dispose();
    }

    private static async Task WatchAsync(Task running, ProgramServer server, EventSink events)
    {
        await Task.WhenAny(running, Task.Delay(_silence));
        if (!running.IsCompleted && !server.WasCalled)
        {
            events.Diagnose("", LogSeverity.Warning, $"the program has been running for {_silence.TotalSeconds:0} s without declaring anything; still waiting (Ctrl-C ends it)");
        }
    }

    private static ProgramExit Judge(int code, ProgramServer server, ProgramCommand command) => code switch
    {
        0 => ProgramExit.Success,
        _ when server.ErrorWasLogged => new ProgramExit(false),
        AlreadyReported => new ProgramExit(false, "the program failed, and did not say why"),
        _ when !server.WasCalled => new ProgramExit(false, $"the program exited with code {code} before it declared anything; its last lines may say why ({command})"),
        _ => new ProgramExit(false, $"Program exited with non-zero exit code: {code}"),
    };

    private static async Task<ProgramCommand> CommandAsync(Project project, EventSink events, CancellationToken cancellationToken)
    {
        if (project.Runtime != "dotnet")
        {
            throw new InfraException("INF4314", $"programs of the runtime '{project.Runtime}' cannot be run yet", "This engine runs programs of the runtime dotnet only.", "Use `runtime: dotnet`, or run this project with the official CLI: it has the same state and configuration.", project.File, ExitCodes.Configuration);
        }

        var (directory, entry) = ProgramLocator.Locate(project);
        var dotnet = project.RuntimeOptions.GetValueOrDefault("use-executor") is { Length: > 0 } executor ? executor : Dotnet();
        if (project.RuntimeOptions.GetValueOrDefault("binary") is not { Length: > 0 } binary)
        {
            var assembly = await ProgramBuild.EnsureAsync(dotnet, ProgramLocator.ProjectFile(project, entry), events, cancellationToken);
            return new ProgramCommand(dotnet, [assembly], directory);
        }

        var file = Path.GetFullPath(Path.Combine(project.RootDirectory, binary));
        if (!File.Exists(file))
        {
            throw new InfraException("INF4311", "the program's binary does not exist", $"runtime.options.binary is '{binary}'; there is no file {file}.", "Build it first, or leave `binary` out: the program is then built when it has changed.", project.File);
        }

        return file.EndsWith(".dll", StringComparison.Ordinal) ? new ProgramCommand(dotnet, [file], directory) : new ProgramCommand(file, [], directory);
    }

    /// <summary>The one that runs this process, so that both are of one version.</summary>
    private static string Dotnet() =>
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
}
