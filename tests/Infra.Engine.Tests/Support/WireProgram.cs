using Infra.Engine.Execution;
using Infra.Engine.Program;
using Infra.Protocol.Grpc;

namespace Infra.Engine.Tests.Support;

/// <summary>A program that is a delegate, and talks to the engine as one in a process of its own does.</summary>
internal sealed class WireProgram(Func<GrpcChannel, Task> body) : IProgram
{
    private Operation? _operation;
    private EventSink? _events;

    public Task StartAsync(Operation operation, EventSink events, CancellationToken cancellationToken)
    {
        (_operation, _events) = (operation, events);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public async Task<ProgramExit> RunAsync(IMonitor monitor, CancellationToken cancellationToken)
    {
        await using var server = new ProgramServer(monitor, _operation!, _events!, Path.GetTempPath());
        await server.StartAsync(cancellationToken);
        using var channel = new GrpcChannel(server.Address);
        try
        {
            await body(channel).WaitAsync(cancellationToken);
            return new ProgramExit(!server.ErrorWasLogged);
        }
        catch (OperationCanceledException)
        {
            return new ProgramExit(false);
        }
    }
}
