using System.ComponentModel;
using Infra.Engine.Execution;
using Infra.Engine.Program.Runtimes;
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
    private Task<ProgramEnd> _running = Task.FromResult(new ProgramEnd(0));

    public async Task StartAsync(Operation operation, EventSink events, CancellationToken cancellationToken)
    {
        _events = events;
        var runtime = RuntimeCatalog.For(operation.Project);
        var place = ProgramLocator.Locate(operation.Project);
        _server = new ProgramServer(_monitor, operation, events, place.Directory);
        _command = await runtime.PrepareAsync(new ProgramStart(operation, place, _server.Address, events), cancellationToken);
        var environment = ProgramEnvironment.For(operation, _server.Address, _server.Exchange, place.Directory);
        _running = ProgramProcess.RunAsync(_command, environment, events, _ending.Token);
        await _server.StartAsync(cancellationToken);
    }

    public async Task<ProgramExit> RunAsync(IMonitor monitor, CancellationToken cancellationToken)
    {
        var (command, server, events) = (_command!, _server!, _events!);
        _monitor.Become(monitor);
        await using var ending = cancellationToken.Register(_ending.Cancel);
        events.Work.Begin(WorkKind.Program);
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
        finally
        {
            events.Work.End(WorkKind.Program);
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

    private static ProgramExit Judge(ProgramEnd end, ProgramServer server, ProgramCommand command) => end.ExitCode switch
    {
        0 => ProgramExit.Success,
        _ when server.ErrorWasLogged => new ProgramExit(false),
        AlreadyReported when end.Complained => new ProgramExit(false, "the program failed; its last lines say why"),
        AlreadyReported => new ProgramExit(false, "the program failed, and did not say why"),
        var code when !server.WasCalled => new ProgramExit(false, $"the program exited with code {code} before it declared anything; its last lines may say why ({command})"),
        var code when end.Complained => new ProgramExit(false, $"the program exited with code {code}; its last lines may say why"),
        var code => new ProgramExit(false, $"the program exited with code {code}, and did not say why"),
    };
}
