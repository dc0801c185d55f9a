using Infra.Engine.Execution;
using Infra.Protocol.Grpc;

namespace Infra.Engine.Program;

/// <summary>The engine as a program sees it: the services ResourceMonitor and Engine on one address.</summary>
internal sealed class ProgramServer : IAsyncDisposable
{
    /// <summary>A program sends all it can at once; what waits there costs less than what waits here.</summary>
    private const int UsualRequests = 256;

    private readonly GrpcServer _server;
    private readonly EngineService _engine;

    public ProgramServer(IMonitor monitor, Operation operation, EventSink events, string programDirectory)
    {
        _server = new GrpcServer(() => events.Work.Begin(WorkKind.Request), () => events.Work.End(WorkKind.Request))
        {
            MaximumRequests = Math.Max(UsualRequests, 2 * operation.Parallel),
        };
        _engine = new EngineService(events);
        new MonitorService(monitor, operation, programDirectory).MapTo(_server);
        _engine.MapTo(_server);
        Exchange = _server.OpenExchange();
    }

    /// <summary>True once the program has said anything.</summary>
    public bool WasCalled => _server.WasCalled;

    /// <summary>True once the program has told of an error itself.</summary>
    public bool ErrorWasLogged => _engine.ErrorWasLogged;

    /// <summary>Known before <see cref="StartAsync"/>: a program that is quicker waits for it.</summary>
    public string Address => _server.Address;

    /// <summary>The same for programs of infra's own SDK.</summary>
    public string Exchange { get; }

    public Task StartAsync(CancellationToken cancellationToken) => _server.StartAsync(cancellationToken);

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
